/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Reading and appending, on files of each kind of cross-reference; the qpdf program judges every file that we
 * write. */

#include "papers/pdf-private.h"
#include "papers/pdf.h"

#include "base/error.h"
#include "papers/pdf-syntax.h"
#include "sheets.h"

#include <string.h>

static GBytes *
sheet_of_kind (const char *kind, guint n_pages)
{
  g_autoptr (GBytes) plain = sheets_new (n_pages);

  if (g_str_equal (kind, "table"))
    return g_steal_pointer (&plain);
  if (g_str_equal (kind, "stream"))
    return sheets_through_qpdf (plain, "--object-streams=generate", NULL);
  if (g_str_equal (kind, "linearized"))
    return sheets_through_qpdf (plain, "--linearize", NULL);
  return sheets_through_qpdf (plain, "--linearize", "--object-streams=generate", NULL);
}

static YnPdf *
opened (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  YnPdf *pdf = yn_pdf_open (bytes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pdf);
  return pdf;
}

static YnPdfRevision *
revision_of (YnPdf *pdf)
{
  g_autoptr (GError) error = NULL;
  YnPdfRevision *revision = yn_pdf_revision_new (pdf, &error);

  g_assert_no_error (error);
  return revision;
}

static GBytes *
finished (YnPdfRevision *revision, YnPdf *old)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = yn_pdf_revision_finish (revision, NULL, &error);
  GBytes *before = yn_bytes_in_memory (yn_pdf_bytes (old));
  gsize size = g_bytes_get_size (before);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (before, NULL), size, g_bytes_get_data (bytes, NULL), size);
  sheets_assert_sound (bytes);
  return bytes;
}

static void
test_paths (gconstpointer kind)
{
  g_autoptr (GBytes) bytes = sheet_of_kind (kind, 3);
  g_autoptr (YnPdf) pdf = opened (bytes);
  g_autofree char *type = yn_pdf_name (pdf, "Root/Type");
  g_autofree char *producer = yn_pdf_string (pdf, "Info/Producer");
  g_autofree char *by_number = NULL, *type_again = NULL;
  g_auto (GStrv) keys = NULL;
  gint64 count = 0;

  g_assert_cmpuint (yn_pdf_n_pages (pdf), ==, 3);
  g_assert_cmpstr (yn_pdf_page_path (pdf, 2), ==, "Root/Pages/Kids/2");
  g_assert_null (yn_pdf_page_path (pdf, 3));
  g_assert_cmpstr (type, ==, "/Catalog");
  g_assert_true (g_str_has_prefix (producer, "cairo"));
  g_assert_true (yn_pdf_int (pdf, "Root/Pages/Count", &count));
  g_assert_cmpint (count, ==, 3);
  g_assert_cmpint (yn_pdf_count (pdf, "Root/Pages/Kids"), ==, 3);
  g_assert_cmpint (yn_pdf_count (pdf, "Root/Pages"), ==, -1);
  g_assert_cmpuint (yn_pdf_object_id (pdf, "Root/Pages/Kids"), ==, 0);
  g_assert_cmpuint (yn_pdf_object_id (pdf, "Root"), >, 0);
  by_number = g_strdup_printf ("%u/Type", yn_pdf_object_id (pdf, "Root"));
  type_again = yn_pdf_name (pdf, by_number);
  g_assert_cmpstr (type_again, ==, "/Catalog");
  keys = yn_pdf_keys (pdf, "Root/Pages");
  g_assert_true (g_strv_contains ((const char *const *) keys, "/Kids"));
  g_assert_null (yn_pdf_keys (pdf, "Root/Pages/Kids"));
  g_assert_null (yn_pdf_object_fingerprint (pdf, yn_pdf_max_object_id (pdf) + 1));
  g_assert_null (yn_pdf_unparse (pdf, "999999"));
  g_assert_null (yn_pdf_unparse (pdf, "Root/Nothing/0/There"));
  g_assert_null (yn_pdf_string (pdf, "Root/Pages"));
  g_assert_null (yn_pdf_unparse (pdf, "Root/Pages/Kids/99999999999999999999"));
  g_assert_null (yn_pdf_unparse (pdf, "Root/Pages/Kids/-1"));
  g_assert_null (yn_pdf_stream (pdf, "Root"));
  g_assert_cmpint (yn_pdf_n_attached (pdf), ==, 0);
}

/* Every put and append lands in the right holder, direct or not, and is seen by the next one. */
static void
test_put (gconstpointer kind)
{
  g_autoptr (GBytes) bytes = sheet_of_kind (kind, 2);
  g_autoptr (YnPdf) pdf = opened (bytes);
  g_autoptr (YnPdfRevision) revision = revision_of (pdf);
  g_autoptr (GBytes) out = NULL;
  g_autoptr (YnPdf) again = NULL;
  g_autofree char *field = NULL, *title = yn_pdf_text_syntax ("信用承诺书 (a)");
  g_autofree char *text = NULL, *id_text = NULL, *lang = NULL;
  guint field_id = yn_pdf_revision_reserve (revision);
  g_autofree char *reference = g_strdup_printf ("%u 0 R", field_id);

  g_assert_true (yn_pdf_revision_put (revision, "Root", "Lang", "(zh-CN)", NULL));
  g_assert_true (yn_pdf_revision_put (revision, "Root", "AcroForm", "<< /SigFlags 3 >>", NULL));
  g_assert_true (yn_pdf_revision_append (revision, "Root/AcroForm", "Fields", reference, NULL));
  g_assert_true (yn_pdf_revision_append (revision, "Root/AcroForm", "Fields", "[ (x) ]", NULL));
  g_assert_true (yn_pdf_revision_put (revision, "Root/AcroForm", "SigFlags", "1", NULL));
  g_assert_true (yn_pdf_revision_put (revision, "Root/AcroForm", "Absent", NULL, NULL));
  g_assert_true (yn_pdf_revision_append (revision, "Root/Pages/Kids/1", "Annots", reference, NULL));
  g_assert_true (yn_pdf_revision_put (revision, "Info", "Title", title, NULL));
  g_assert_true (yn_pdf_revision_put (revision, "", "ID", "[ <00FF> <00FF> ]", NULL));
  field = g_strdup_printf ("<< /FT /Sig /T %s /Kids [ << /A (\\)] >> \\\\) >> ] >>", title);
  yn_pdf_revision_set (revision, field_id, field);
  g_assert_true (yn_pdf_revision_put (revision, "Root/AcroForm/Fields/0/Kids/0", "B", "/C", NULL));
  out = finished (revision, pdf);

  again = opened (out);
  g_assert_cmpuint (yn_pdf_n_pages (again), ==, 2);
  lang = yn_pdf_string (again, "Root/Lang");
  g_assert_cmpstr (lang, ==, "zh-CN");
  g_assert_cmpint (yn_pdf_count (again, "Root/AcroForm/Fields"), ==, 2);
  g_assert_cmpuint (yn_pdf_object_id (again, "Root/AcroForm/Fields/0"), ==, field_id);
  g_assert_cmpuint (yn_pdf_object_id (again, "Root/Pages/Kids/1/Annots/0"), ==, field_id);
  text = yn_pdf_string (again, "Root/AcroForm/Fields/0/T");
  g_assert_cmpstr (text, ==, "信用承诺书 (a)");
  g_free (text);
  text = yn_pdf_string (again, "Root/AcroForm/Fields/0/Kids/0/A");
  g_assert_cmpstr (text, ==, ")] >> \\");
  g_free (text);
  text = yn_pdf_name (again, "Root/AcroForm/Fields/0/Kids/0/B");
  g_assert_cmpstr (text, ==, "/C");
  g_free (text);
  text = yn_pdf_string (again, "Info/Title");
  g_assert_cmpstr (text, ==, "信用承诺书 (a)");
  id_text = yn_pdf_unparse (again, "ID/0");
  g_assert_cmpstr (id_text, ==, "<00ff>");
}

/* Where the entry to change is reached through references, the array's own object is written again. */
static void
test_append_indirect (gconstpointer kind)
{
  g_autoptr (GBytes) bytes = sheet_of_kind (kind, 1);
  g_autoptr (YnPdf) pdf = opened (bytes);
  g_autoptr (YnPdfRevision) first = revision_of (pdf);
  g_autoptr (GBytes) one = NULL, two = NULL;
  g_autoptr (YnPdf) second_pdf = NULL, third_pdf = NULL;
  g_autoptr (YnPdfRevision) second = NULL;
  g_autoptr (GArray) ends = NULL;
  g_autofree char *before = NULL, *after = NULL, *changed = NULL;
  guint form = yn_pdf_revision_reserve (first), fields = yn_pdf_revision_reserve (first);
  g_autofree char *form_reference = g_strdup_printf ("%u 0 R", form);
  g_autofree char *form_syntax = g_strdup_printf ("<</Fields %u 0 R/DA(x)>>", fields);

  yn_pdf_revision_set (first, form, form_syntax);
  yn_pdf_revision_set (first, fields, "[]");
  g_assert_true (yn_pdf_revision_put (first, "Root", "AcroForm", form_reference, NULL));
  one = finished (first, pdf);

  second_pdf = opened (one);
  second = revision_of (second_pdf);
  g_assert_true (yn_pdf_revision_append (second, "Root/AcroForm", "Fields", "null", NULL));
  g_assert_true (yn_pdf_revision_append (second, "Root/AcroForm", "Fields", "(b)", NULL));
  two = finished (second, second_pdf);

  third_pdf = opened (two);
  g_assert_cmpint (yn_pdf_count (third_pdf, "Root/AcroForm/Fields"), ==, 2);
  g_assert_cmpuint (yn_pdf_object_id (third_pdf, "Root/AcroForm/Fields"), ==, fields);
  before = yn_pdf_object_fingerprint (second_pdf, form);
  after = yn_pdf_object_fingerprint (third_pdf, form);
  changed = yn_pdf_object_fingerprint (third_pdf, fields);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (changed, ==, "[ null (b) ]");

  ends = yn_pdf_revision_ends (two);
  g_assert_cmpuint (ends->len, ==, 3);
  g_assert_cmpuint (g_array_index (ends, gsize, 1), ==, g_bytes_get_size (one));
  g_assert_cmpuint (g_array_index (ends, gsize, 2), ==, g_bytes_get_size (two));
}

static void
test_attach (gconstpointer kind)
{
  static const char *const names[] = { "m.txt", "answers.json", "z.bin", "答复.json" };
  g_autoptr (GBytes) bytes = sheet_of_kind (kind, 1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (YnPdf) pdf = opened (bytes);
      g_autoptr (YnPdfRevision) revision = revision_of (pdf);
      g_autoptr (GBytes) data = g_bytes_new_static (names[i], strlen (names[i]));
      g_autoptr (GError) error = NULL;

      yn_pdf_revision_attach (revision, names[i], "application/json", data, &error);
      g_assert_no_error (error);
      g_bytes_unref (bytes);
      bytes = finished (revision, pdf);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (YnPdf) pdf = opened (bytes);
      g_autoptr (GBytes) data = yn_pdf_attached (pdf, names[i]);
      g_autofree char *subtype = yn_pdf_name (pdf, "Root/AF/0/EF/F/Subtype");

      g_assert_nonnull (data);
      g_assert_cmpmem (g_bytes_get_data (data, NULL), g_bytes_get_size (data), names[i], strlen (names[i]));
      g_assert_cmpint (yn_pdf_n_attached (pdf), ==, G_N_ELEMENTS (names));
      g_assert_cmpint (yn_pdf_count (pdf, "Root/AF"), ==, G_N_ELEMENTS (names));
      g_assert_null (yn_pdf_attached (pdf, "answers"));
      g_assert_true (g_str_equal (subtype, "/application/json")
                     || g_str_equal (subtype, "/application#2fjson"));
    }
  {
    g_autofree char *listed = sheets_ask (bytes, "qpdf", "--list-attachments", "@", NULL);

    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      g_assert_nonnull (strstr (listed, names[i]));
  }
}

static void
test_import (gconstpointer kind)
{
  g_autoptr (GBytes) bytes = sheet_of_kind (kind, 1);
  g_autoptr (GBytes) mark = sheets_new (1);
  g_autoptr (YnPdf) pdf = opened (bytes);
  g_autoptr (YnPdfRevision) revision = revision_of (pdf);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autofree char *annotation = NULL, *reference = NULL, *text = NULL;
  double box[2] = { 0, 0 };
  guint form = yn_pdf_revision_import_page (revision, mark, box, &error);
  guint id = yn_pdf_revision_reserve (revision);

  g_assert_no_error (error);
  g_assert_cmpfloat (box[0], ==, 300);
  g_assert_cmpfloat (box[1], ==, 200);
  annotation =
      g_strdup_printf ("<< /Type /Annot /Subtype /Stamp /F 4 /Rect [ 0 0 150 100 ] /AP << /N %u 0 R >> >>",
                       form);
  reference = g_strdup_printf ("%u 0 R", id);
  yn_pdf_revision_set (revision, id, annotation);
  g_assert_true (yn_pdf_revision_append (revision, "Root/Pages/Kids/0", "Annots", reference, NULL));
  out = finished (revision, pdf);
  text = sheets_ask (out, "pdftotext", "@", "-", NULL);
  g_assert_nonnull (strstr (strstr (text, "page 1") + 1, "page 1"));
}

static void
test_object_at (void)
{
  g_autoptr (GBytes) bytes = sheets_new (1);
  g_autoptr (YnPdf) pdf = opened (bytes);
  g_autoptr (YnPdfRevision) revision = revision_of (pdf);
  g_autoptr (GHashTable) at = g_hash_table_new (NULL, NULL);
  guint id = yn_pdf_revision_reserve (revision);
  g_autofree char *head = g_strdup_printf ("%u 0 obj\n<< /Contents <00> >>", id);
  g_autoptr (GBytes) out = NULL;
  gsize offset;

  yn_pdf_revision_set (revision, id, "<< /Contents <00> >>");
  out = yn_pdf_revision_finish (revision, at, NULL);
  offset = GPOINTER_TO_SIZE (g_hash_table_lookup (at, GUINT_TO_POINTER (id)));
  g_assert_cmpmem ((const char *) g_bytes_get_data (out, NULL) + offset, strlen (head), head, strlen (head));
}

/* What cannot be read or written is refused, with the code that says why. */
static void
test_refused (void)
{
  g_autoptr (GBytes) good = sheets_new (1);
  g_autoptr (GBytes) locked = sheets_through_qpdf (good, "--encrypt", "user", "owner", "256", "--", NULL);
  g_autoptr (GBytes) owned = sheets_through_qpdf (good, "--encrypt", "", "owner", "256", "--", NULL);
  g_autoptr (GByteArray) shifted = g_byte_array_new ();
  g_autoptr (GBytes) junk_first = NULL;
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) text = g_bytes_new_static ("%PDF-1.7\nnothing\n", 17);
  const struct
  {
    GBytes *bytes;
    int code;
  } cases[] = { { locked, YN_ERROR_ENCRYPTED_PDF }, { empty, YN_ERROR_BAD_PDF }, { text, YN_ERROR_BAD_PDF } };
  g_autoptr (YnPdf) pdf = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) refusal = NULL;

      g_assert_null (yn_pdf_open (cases[i].bytes, &refusal));
      g_assert_error (refusal, YN_ERROR, cases[i].code);
    }
  g_byte_array_append (shifted, (const guint8 *) "\n", 1);
  g_byte_array_append (shifted, g_bytes_get_data (good, NULL), (guint) g_bytes_get_size (good));
  junk_first = g_byte_array_free_to_bytes (g_steal_pointer (&shifted));
  g_assert_null (yn_pdf_open (junk_first, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_BAD_PDF);
  g_clear_error (&error);

  pdf = opened (owned);
  g_assert_true (yn_pdf_is_encrypted (pdf));
  g_assert_null (yn_pdf_revision_new (pdf, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_ENCRYPTED_PDF);
}

static GBytes *
deflated (GBytes *data)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_bytes (data);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, converter);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  g_assert_cmpint (g_output_stream_splice (out, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL), >,
                   0);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

/* A few kilobytes that ask for much memory, told before the reader unpacks them. */
static void
test_unpacks_too_much (void)
{
  static const char *const dictionaries[] = {
    "<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>",
    "<< /Type /XRef /Filter /FlateDecode >>",
    "<< /#54ype /Obj#53tm /Filter /FlateDecode >>",
    "<< /N 1 /#46irst 4 /Note (1 0 obj) /Filter /FlateDecode >>",
    "<< /Type /ObjStm /Filter [ /FlateDecode /FlateDecode ] >>",
    "<< /Type /ObjStm /Filter /LZWDecode >>",
    "<< /Type /ObjStm /Filter /FlateDecode /Note (1 0 obj <<) /N 1 >>",
    "<< /Type /ObjStm /Filter /FlateDecode % 2 0 obj <<\n>>",
  };
  gsize size = 80 * 1024 * 1024;
  g_autoptr (GBytes) zeros = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (GBytes) packed = deflated (zeros);
  g_autoptr (GBytes) twice = deflated (packed);

  for (guint i = 0; i < G_N_ELEMENTS (dictionaries); i++)
    {
      g_autoptr (GByteArray) file = g_byte_array_new ();
      g_autofree char *head = g_strdup_printf ("%%PDF-1.7\n1 0 obj\n%s\nstream\r\n", dictionaries[i]);
      GBytes *data = strchr (dictionaries[i], '[') != NULL ? twice : packed;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      g_byte_array_append (file, (const guint8 *) head, (guint) strlen (head));
      g_byte_array_append (file, g_bytes_get_data (data, NULL), (guint) g_bytes_get_size (data));
      bytes = g_byte_array_free_to_bytes (g_steal_pointer (&file));
      g_assert_cmpuint (g_bytes_get_size (bytes), <, 200000);
      g_assert_null (yn_pdf_open (bytes, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_TOO_LARGE);
    }
}

/* Compressed bytes may spell anything; only a dictionary's names count. */
static void
test_names_by_chance (void)
{
  static const char text[] = "%PDF-1.7\n1 0 obj\n<< /First 2 0 R >>\nendobj\n"
                             "2 0 obj\n<< /Length 9 >>\nstream\nab/RLcd/LZW\nendstream\nendobj\n"
                             "3 0 obj\n<< /Length 1 /Title (a \\) b) >>\nstream\nx\nendstream\nendobj\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);

  g_autoptr (YnBytes) source = yn_bytes_new (bytes);

  g_assert_true (yn_pdf_unpacks_small (source, NULL));
}

/* Reads all that can be read: none of it may crash, hang or leak, whatever the bytes are. */
static void
read_all (GBytes *bytes)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open (bytes, NULL);
  g_autoptr (GArray) ends = yn_pdf_revision_ends (bytes);

  if (pdf == NULL)
    return;
  for (guint id = 1; id <= MIN (yn_pdf_max_object_id (pdf), 64); id++)
    g_free (yn_pdf_object_fingerprint (pdf, id));
  {
    g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (pdf, NULL);
    g_autoptr (GBytes) data = g_bytes_new_static ("{}", 2);
    g_autoptr (GBytes) attached = yn_pdf_attached (pdf, "answers.json");

    if (revision != NULL && yn_pdf_revision_attach (revision, "b.json", "application/json", data, NULL)
        && yn_pdf_revision_append (revision, "Root/Pages/Kids/0", "Annots", "null", NULL))
      g_bytes_unref (yn_pdf_revision_finish (revision, NULL, NULL));
  }
}

static GBytes *
small_paper (const char *kind)
{
  g_autoptr (GBytes) bytes = sheet_of_kind (kind, 1);
  g_autoptr (YnPdf) pdf = opened (bytes);
  g_autoptr (YnPdfRevision) revision = revision_of (pdf);
  g_autoptr (GBytes) data = g_bytes_new_static ("{}", 2);

  g_assert_true (yn_pdf_revision_attach (revision, "answers.json", "application/json", data, NULL));
  return yn_pdf_revision_finish (revision, NULL, NULL);
}

static void
test_truncated (gconstpointer kind)
{
  g_autoptr (GBytes) whole = small_paper (kind);
  gsize size = g_bytes_get_size (whole);
  gsize step = g_test_slow () ? 1 : 37;

  for (gsize length = 0; length < size; length += (length < 40 || length + 300 > size) ? 1 : step)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, length);

      read_all (part);
    }
}

static void
test_flipped (gconstpointer kind)
{
  g_autoptr (GBytes) whole = small_paper (kind);
  gsize size = g_bytes_get_size (whole);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);
  guint rounds = g_test_slow () ? 20000 : 100;

  for (guint i = 0; i < rounds; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (whole, NULL), size);
      g_autoptr (GBytes) changed = NULL;

      for (gint32 n = g_rand_int_range (rand, 1, 5); n > 0; n--)
        copy[g_rand_int_range (rand, 0, (gint32) size)] = (guint8) g_rand_int_range (rand, 0, 256);
      changed = g_bytes_new_static (copy, size);
      read_all (changed);
    }
}

static void
test_syntax (void)
{
  static const struct
  {
    const char *text;
    const char *value; /* the first one; NULL: none */
  } cases[] = {
    { "12 0 R ]", "12 0 R" },
    { "12 0 Rx", "12" },
    { "-1.5/A", "-1.5" },
    { "(a(b)\\)c)d", "(a(b)\\)c)" },
    { "<41 42>", "<41 42>" },
    { "<</A<</B[1 2(])]>>/C true>>/D", "<</A<</B[1 2(])]>>/C true>>" },
    { " \n/Name#20x(s)", "/Name#20x" },
    { "[ 1 2", NULL },
    { "<< /A 1", NULL },
    { "<< (a) 1 >>", NULL },
    { "(a", NULL },
    { "(a\\", NULL },
    { ")", NULL },
    { "", NULL },
    { "<4G>", NULL },
  };
  g_autofree char *deep = g_strnfill (100000, '[');
  YnPdfSpan value;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean found = yn_pdf_syntax_value (cases[i].text, &value);
      g_autofree char *text = found ? g_strndup (value.start, (gsize) (value.end - value.start)) : NULL;

      g_assert_cmpstr (text, ==, cases[i].value);
    }
  g_assert_false (yn_pdf_syntax_value (deep, &value));
}

static guint
plus_hundred (guint id, guint generation, gpointer user_data)
{
  return id + 100;
}

static void
test_renumber (void)
{
  g_autofree char *text =
      yn_pdf_syntax_renumber ("<</A 1 0 R/B[2 0 R 3 4 5 0 R](6 0 R)/C<</D 7 1 R>>/E 8 0/F 9>>", plus_hundred,
                              NULL);

  g_assert_cmpstr (text, ==, "<</A 101 0 R/B[102 0 R 3 4 105 0 R](6 0 R)/C<</D 107 0 R>>/E 8 0/F 9>>");
}

static void
test_text_syntax (void)
{
  static const char *const cases[][2] = {
    { "abc", "(abc)" },
    { "a(b)\\\n", "(a\\(b\\)\\\\\\012)" },
    { "三亚", "<FEFF4E094E9A>" },
    { "😀", "<FEFFD83DDE00>" },
    { "", "()" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = yn_pdf_text_syntax (cases[i][0]);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  static const char *const kinds[] = { "table", "stream", "linearized", "linearized-stream" };
  static const struct
  {
    const char *name;
    GTestDataFunc test;
  } tests[] = {
    { "paths", test_paths },     { "put", test_put },       { "append-indirect", test_append_indirect },
    { "attach", test_attach },   { "import", test_import }, { "truncated", test_truncated },
    { "flipped", test_flipped },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/papers/pdf/syntax", test_syntax);
  g_test_add_func ("/papers/pdf/renumber", test_renumber);
  g_test_add_func ("/papers/pdf/text-syntax", test_text_syntax);
  g_test_add_func ("/papers/pdf/object-at", test_object_at);
  g_test_add_func ("/papers/pdf/refused", test_refused);
  g_test_add_func ("/papers/pdf/unpacks-too-much", test_unpacks_too_much);
  g_test_add_func ("/papers/pdf/names-by-chance", test_names_by_chance);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path = g_strdup_printf ("/papers/pdf/%s/%s", kinds[k], tests[i].name);

        g_test_add_data_func (path, kinds[k], tests[i].test);
      }
  return g_test_run ();
}
