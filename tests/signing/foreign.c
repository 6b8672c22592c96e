/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Files that others made: signed by us in memory and where they lie, and judged by others. And what comes as a PDF and
 * is none, or one that means harm: an answer in words, soon, whatever it is. */

#include "material.h"

#include "base/error.h"
#include "fixtures/folder.h"
#include "papers/pdf.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static TestFolder *folder;
static YnKey *key;
static YnTrust *trust;
static gint64 now; /* other programs judge by the machine's clock */

static char *
in (const char *name)
{
  return test_folder_path (folder, name);
}

static GBytes *
content (const char *name)
{
  g_autofree char *path = in (name);
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

static void
write_bytes (const char *name, GBytes *bytes)
{
  g_autofree char *path = in (name);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
}

static char *
run (const char *line)
{
  return test_run_in (folder, line);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, part)) != NULL; at += strlen (part))
    n++;
  return n;
}

/* A classic table whose trailer names a stream (ISO 32000-1 §7.5.8.4): the page's annotations are in the stream alone. */
static GBytes *
hybrid (void)
{
  static const char *const objects[] = {
    "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
    "2 0 obj\n<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>\nendobj\n",
    "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents 4 0 R >>\nendobj\n",
    "4 0 obj\n<< /Length 5 >>\nstream\nBT ET\nendstream\nendobj\n",
    "6 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length 21 >>\nstream\n5 0 << /Hidden true>>\nendstream\nendobj\n",
  };
  g_autoptr (GString) file = g_string_new ("%PDF-1.5\n");
  gsize at[7], stream, table;

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      at[i < 4 ? i + 1 : 6] = file->len;
      g_string_append (file, objects[i]);
    }
  stream = file->len;
  g_string_append (file, "7 0 obj\n<< /Type /XRef /Size 8 /W [ 1 2 1 ] /Index [ 5 1 ] /Length 4 >>\nstream\n");
  g_string_append_len (file, "\2\0\6\0", 4);
  g_string_append (file, "\nendstream\nendobj\n");
  table = file->len;
  g_string_append (file, "xref\n0 8\n0000000005 65535 f \n");
  for (guint i = 1; i < 8; i++)
    if (i == 5)
      g_string_append (file, "0000000000 65535 f \n");
    else
      g_string_append_printf (file, "%010" G_GSIZE_FORMAT " 00000 n \n", i == 7 ? stream : at[i]);
  g_string_append_printf (file, "trailer\n<< /Size 8 /Root 1 0 R /XRefStm %" G_GSIZE_FORMAT " >>\nstartxref\n%" G_GSIZE_FORMAT
                          "\n%%%%EOF\n", stream, table);
  return g_bytes_new (file->str, file->len);
}

/* Signed by NSS through pdfsig, with a certificate that openssl made. */
static gboolean
make_signed_by_pdfsig (const char *from, const char *to)
{
  static const char *const steps[] = {
    "openssl req -x509 -config empty.cnf -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 30 -subj /CN=Sample "
    "-addext keyUsage=critical,digitalSignature",
    "openssl pkcs12 -export -in c.pem -inkey k.pem -name peer -passout pass:peer -out peer.p12",
    "certutil -N -d sql:nss --empty-password",
    "pk12util -i peer.p12 -d sql:nss -W peer",
    "certutil -M -d sql:nss -n peer -t CT,C,C",
  };
  g_autofree char *sign = g_strdup_printf ("pdfsig -nssdir sql:nss -add-signature -nick peer %s %s", from, to);
  g_autofree char *nss = in ("nss");
  g_autofree char *config = in ("empty.cnf");
  g_autofree char *said = NULL;
  g_autoptr (GBytes) made = NULL;

  if (!g_file_test (nss, G_FILE_TEST_EXISTS))
    {
      g_mkdir (nss, 0700);
      g_assert_true (g_file_set_contents (config, "[req]\ndistinguished_name = dn\n[dn]\n", -1, NULL));
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        {
          g_autofree char *step = run (steps[i]);

          if (step == NULL)
            return FALSE;
        }
    }
  said = run (sign);
  if (said == NULL)
    return FALSE;
  made = content (to);
  if (made == NULL)
    g_test_message ("%s", said);
  g_assert_nonnull (made);
  return TRUE;
}

/* In memory and where it lies, and once more on top. */
static GBytes *
signed_twice (GBytes *paper)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *paper_path = in ("paper.pdf");
  g_autofree char *signed_path = in ("signed.pdf");
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) once = test_sign_at (paper, "agent", key, now);
  g_autoptr (YnBytes) bytes = NULL;
  YnSignOptions options = test_options ("enterprise-seal", key);
  int fd = open (signed_path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gsize size = g_bytes_get_size (paper);
  GBytes *twice;

  options.instant = now;
  write_bytes ("paper.pdf", once);
  bytes = yn_bytes_new_fd (open (paper_path, O_RDONLY | O_CLOEXEC), &error);
  g_assert_no_error (error);
  yn_sign_prepare_file (bytes, &options, fd, &digest, &error);
  g_assert_no_error (error);
  yn_sign_finish_file (fd, digest, key, NULL, NULL, &error);
  g_assert_no_error (error);
  close (fd);
  twice = content ("signed.pdf");
  g_assert_cmpmem (g_bytes_get_data (twice, NULL), size, g_bytes_get_data (paper, NULL), size); /* invariant 1 */
  return twice;
}

static void
assert_ours_hold (GBytes *paper, guint signatures)
{
  g_autoptr (YnVerification) verification = yn_verify (paper, trust, now);

  g_assert_cmpuint (verification->signatures->len, ==, signatures);
  for (guint i = signatures - 2; i < signatures; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      g_test_message ("%s: %s %s", verdict->field, verdict->intact_code,
                      verdict->intact_detail != NULL ? verdict->intact_detail : "");
      g_assert_cmpstr (verdict->intact_code, ==, i + 1 < signatures ? "intact-later-signatures" : "intact-whole");
      g_assert_cmpstr (verdict->who_code, ==, "trusted");
    }
}

static void
assert_others_agree (guint signatures)
{
  g_autofree char *checked = run ("qpdf --check signed.pdf");
  g_autofree char *judged = run ("pdfsig signed.pdf");
  g_autofree char *drawn = run ("mutool show signed.pdf trailer");

  if (checked != NULL && strstr (checked, "No syntax") == NULL)
    g_test_message ("%s", checked);
  if (checked != NULL)
    g_assert_nonnull (strstr (checked, "No syntax or stream encoding errors found"));
  if (judged != NULL)
    g_assert_cmpuint (count (judged, "Signature is Valid."), ==, signatures);
  if (drawn != NULL)
    g_assert_null (strstr (drawn, "repair"));
}

/* How each kind is made of plain.pdf; NULL: it is there. */
static const struct
{
  const char *name, *make;
} kinds[] = {
  { "cairo", NULL },
  { "table", "qpdf --object-streams=disable plain.pdf foreign.pdf" },
  { "stream", "qpdf --object-streams=generate plain.pdf foreign.pdf" },
  { "linearized", "qpdf --linearize plain.pdf foreign.pdf" },
  { "linearized stream", "qpdf --linearize --object-streams=generate plain.pdf foreign.pdf" },
  { "uncompressed", "qpdf --qdf plain.pdf foreign.pdf" },
  { "mutool", "mutool clean plain.pdf foreign.pdf" },
  { "mutool, saved on", "mutool clean -i plain.pdf foreign.pdf" },
  { "hybrid", NULL },
};

static void
test_kinds (void)
{
  g_autoptr (GBytes) plain = test_paper (2);

  write_bytes ("plain.pdf", plain);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *said = kinds[i].make != NULL ? run (kinds[i].make) : g_strdup ("");
      g_autoptr (GBytes) foreign = NULL;
      g_autoptr (GBytes) twice = NULL;

      if (said == NULL)
        return;
      g_test_message ("%s", kinds[i].name);
      foreign = kinds[i].make != NULL                    ? content ("foreign.pdf")
                : g_str_equal (kinds[i].name, "hybrid") ? hybrid ()
                                                         : g_bytes_ref (plain);
      twice = signed_twice (foreign);
      assert_ours_hold (twice, 2);
      assert_others_agree (2);
    }
}

/* What stands in the hybrid's stream is found there, before and after. */
static void
test_hybrid_keeps_what_it_hides (void)
{
  g_autoptr (GBytes) foreign = hybrid ();
  g_autoptr (GBytes) once = test_sign_at (foreign, "agent", key, now);
  GBytes *both[] = { foreign, once };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (YnPdf) pdf = yn_pdf_open (both[i], NULL);
      g_autofree char *hidden = yn_pdf_unparse (pdf, "5/Hidden");

      g_assert_cmpstr (hidden, ==, "true");
    }
}

/* Somebody else's signature stays what it was, to pdfsig and to us. */
static void
test_signed_by_another (void)
{
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) theirs = NULL;
  g_autoptr (GBytes) both = NULL;
  g_autofree char *judged = NULL;

  write_bytes ("plain.pdf", plain);
  if (!make_signed_by_pdfsig ("plain.pdf", "theirs.pdf"))
    return;
  theirs = content ("theirs.pdf");
  both = signed_twice (theirs);
  assert_ours_hold (both, 3);
  judged = run ("pdfsig signed.pdf");
  if (judged != NULL)
    g_assert_cmpuint (count (judged, "Signature is Valid."), ==, 3);
}

/* Encrypted under an empty password: it can be read, so it is judged like any other; nothing can be added to it. */
static void
test_encrypted (void)
{
  g_autoptr (GBytes) plain = test_paper (1);
  g_autofree char *said = NULL;
  g_autoptr (GBytes) locked = NULL;
  g_autoptr (GBytes) theirs = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;
  YnSignOptions options = test_options ("agent", key);
  g_autoptr (YnVerification) verification = NULL;
  g_autoptr (YnVerification) plain_verification = NULL;
  g_autoptr (GBytes) unlocked = NULL;
  const YnSignatureVerdict *verdict, *plainly;

  write_bytes ("plain.pdf", plain);
  said = run ("qpdf --encrypt '' owner 256 -- plain.pdf locked.pdf");
  if (said == NULL)
    return;
  locked = content ("locked.pdf");
  g_assert_null (yn_sign_prepare (locked, &options, &digest, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_ENCRYPTED_PDF);
  if (!make_signed_by_pdfsig ("plain.pdf", "theirs.pdf"))
    return;
  unlocked = content ("theirs.pdf");
  plain_verification = yn_verify (unlocked, trust, now);
  plainly = g_ptr_array_index (plain_verification->signatures, 0);
  make_signed_by_pdfsig ("locked.pdf", "theirs.pdf");
  theirs = content ("theirs.pdf");
  verification = yn_verify (theirs, trust, now);
  g_assert_cmpuint (verification->signatures->len, ==, 1);
  verdict = g_ptr_array_index (verification->signatures, 0);
  g_test_message ("%s: %s %s %s", verdict->field, verification->code, verdict->intact_code,
                  verdict->intact_detail != NULL ? verdict->intact_detail : "");
  g_assert_cmpstr (verdict->intact_code, ==, plainly->intact_code);
  g_assert_cmpstr (verdict->intact_detail, ==, plainly->intact_detail);
  g_assert_cmpstr (verification->code, !=, "pdf-encrypted");
}

/* Bad input */

typedef GBytes *(*Make) (GBytes *paper);

static GBytes *
repeated (const char *head, const char *part, gsize times, const char *tail)
{
  GString *text = g_string_new (head);

  for (gsize i = 0; i < times; i++)
    g_string_append (text, part);
  g_string_append (text, tail);
  return g_string_free_to_bytes (text);
}

static GBytes *
cut (GBytes *paper)
{
  return g_bytes_new_from_bytes (paper, 0, g_bytes_get_size (paper) * 2 / 3);
}

static GBytes *
leading (GBytes *paper)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) "From: sample\n\n", 14);
  g_byte_array_append (bytes, g_bytes_get_data (paper, NULL), (guint) g_bytes_get_size (paper));
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
empty (GBytes *paper)
{
  return g_bytes_new_static ("", 0);
}

static GBytes *
zeros (GBytes *paper)
{
  return g_bytes_new_take (g_malloc0 (1 << 20), 1 << 20);
}

/* Two megabytes of cross-reference, of no object. */
static GBytes *
much_xref (GBytes *paper)
{
  return repeated ("%PDF-1.7\nxref\n0 100000\n", "0000000000 65535 f \n", 100000,
                   "trailer\n<< /Size 100000 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n");
}

static GBytes *
deep_arrays (GBytes *paper)
{
  return repeated ("%PDF-1.7\n1 0 obj\n", "[", 1 << 20, "\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
                   "trailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n1048603\n%%EOF\n");
}

static GBytes *
deep_dictionaries (GBytes *paper)
{
  return repeated ("%PDF-1.7\n1 0 obj\n", "<< /A ", 100000, "\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
                   "trailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n600025\n%%EOF\n");
}

static GBytes *
many_streams (GBytes *paper)
{
  return repeated ("%PDF-1.7\n", "stream ", 1 << 20, "\nstartxref\n9\n%%EOF\n");
}

/* A small file around one object, 1, the catalogue, and others as given. */
static GBytes *
small (const char *const *objects)
{
  g_autoptr (GString) file = g_string_new ("%PDF-1.7\n");
  g_autoptr (GString) table = g_string_new (NULL);
  guint n = 0;
  gsize at;

  for (; objects[n] != NULL; n++)
    {
      g_string_append_printf (table, "%010" G_GSIZE_FORMAT " 00000 n \n", file->len);
      g_string_append_printf (file, "%u 0 obj\n%s\nendobj\n", n + 1, objects[n]);
    }
  at = file->len;
  g_string_append_printf (file, "xref\n0 %u\n0000000000 65535 f \n%strailer\n<< /Size %u /Root 1 0 R >>\nstartxref\n%"
                          G_GSIZE_FORMAT "\n%%%%EOF\n", n + 1, table->str, n + 1, at);
  return g_bytes_new (file->str, file->len);
}

static GBytes *
no_page (GBytes *paper)
{
  static const char *const objects[] = { "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [ ] /Count 0 >>", NULL };

  return small (objects);
}

static GBytes *
cyclic_pages (GBytes *paper)
{
  static const char *const objects[] = { "<< /Type /Catalog /Pages 2 0 R >>",
                                         "<< /Type /Pages /Kids [ 2 0 R 3 0 R ] /Count 2 >>",
                                         "<< /Type /Pages /Kids [ 2 0 R ] /Parent 3 0 R >>", NULL };

  return small (objects);
}

static GBytes *
object_of_itself (GBytes *paper)
{
  static const char *const objects[] = { "<< /Type /Catalog /Pages 2 0 R >>", "2 0 R", NULL };

  return small (objects);
}

/* The pages are well, and an object that none of them needs is too deep for any reader. */
static GBytes *
deep_object (GBytes *paper)
{
  g_autofree char *open = g_strnfill (200000, '['), *close = g_strnfill (200000, ']');
  g_autofree char *deep = g_strconcat (open, close, NULL);
  const char *const objects[] = { "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
                                  "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] >>", deep, NULL };

  return small (objects);
}

/* As many objects as are verified, and none left for a signature. */
static GBytes *
many_objects (GBytes *paper)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  g_ptr_array_add (objects, (gpointer) "<< /Type /Catalog /Pages 2 0 R >>");
  g_ptr_array_add (objects, (gpointer) "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>");
  g_ptr_array_add (objects, (gpointer) "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] >>");
  while (objects->len < YN_MAX_OBJECTS)
    g_ptr_array_add (objects, (gpointer) "0");
  g_ptr_array_add (objects, NULL);
  return small ((const char *const *) objects->pdata);
}

/* The cross-reference goes on from itself. */
static GBytes *
cyclic_xref (GBytes *paper)
{
  static const char text[] = "%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev 9 >>\n"
                             "startxref\n9\n%%EOF\n";

  return g_bytes_new_static (text, strlen (text));
}

static GBytes *
many_signatures (GBytes *paper)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) fields = g_string_new (NULL);

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (fields, " %u 0 R", 4 + i);
  g_ptr_array_add (objects, g_strdup_printf ("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [ %s ] /SigFlags 3 >> >>",
                                             fields->str));
  g_ptr_array_add (objects, g_strdup ("<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>"));
  g_ptr_array_add (objects, g_strdup ("<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] >>"));
  for (guint i = 0; i < 10000; i++)
    g_ptr_array_add (objects, g_strdup_printf ("<< /FT /Sig /T (s%u) /V << /Type /Sig /Filter /Adobe.PPKLite /SubFilter "
                                               "/adbe.pkcs7.detached /ByteRange [ 0 10 20 10 ] /Contents <00> >> >>", i));
  g_ptr_array_add (objects, NULL);
  return small ((const char *const *) objects->pdata);
}

/* Fields and annotations that come back to themselves, and beside them a page that is well: a catalogue, a page, and
 * what these refer to, from object 4 on. */
static const struct
{
  const char *name;
  const char *form, *annots;
  const char *objects[3];
} circles[] = {
  { "a field below itself", "<< /Fields [ 4 0 R ] >>", "[ 4 0 R ]",
    { "<< /FT /Tx /T (a) /Kids [ 4 0 R ] /Subtype /Widget /Rect [ 9 9 90 40 ] >>" } },
  { "two fields below each other", "<< /Fields [ 4 0 R ] >>", "[ ]",
    { "<< /FT /Tx /T (a) /Kids [ 5 0 R ] >>", "<< /T (b) /Parent 4 0 R /Kids [ 4 0 R ] >>" } },
  { "parents in a circle", "<< /Fields [ 4 0 R ] >>", "[ 4 0 R ]",
    { "<< /FT /Tx /T (a) /Parent 5 0 R /Subtype /Widget /Rect [ 9 9 90 40 ] >>", "<< /T (b) /Parent 4 0 R >>" } },
  { "a form that is its own field", "4 0 R", "[ ]", { "<< /Fields [ 4 0 R ] >>" } },
  { "fields that are the form's own list", "5 0 R", "[ ]", { "[ 4 0 R ]", "<< /Fields 4 0 R >>" } },
  { "annotations that are their own list", "<< /Fields [ ] >>", "4 0 R", { "[ 4 0 R ]" } },
  { "replies to each other", "<< /Fields [ ] >>", "[ 4 0 R 5 0 R ]",
    { "<< /Subtype /Text /Rect [ 0 0 9 9 ] /Popup 5 0 R /IRT 5 0 R >>",
      "<< /Subtype /Popup /Rect [ 0 0 9 9 ] /Parent 4 0 R /IRT 4 0 R >>" } },
};

/* Such a file is signed and verified as it is, twice; a change in the circle is found. */
static void
test_circles (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (circles); i++)
    {
      g_autofree char *catalogue
          = g_strdup_printf ("<< /Type /Catalog /Pages 2 0 R /AcroForm %s >>", circles[i].form);
      g_autofree char *page = g_strdup_printf (
          "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Annots %s >>", circles[i].annots);
      const char *const objects[] = { catalogue, "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>", page,
                                      circles[i].objects[0], circles[i].objects[1], NULL };
      g_autoptr (GBytes) plain = small (objects);
      g_autoptr (GBytes) once = test_sign_at (plain, "agent", key, now);
      g_autoptr (GBytes) twice = test_sign_at (once, "legal-representative", key, now);
      g_autoptr (YnVerification) sound = yn_verify (twice, trust, now);
      g_autoptr (YnPdf) pdf = yn_pdf_open (once, NULL);
      g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (pdf, NULL);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (YnVerification) found = NULL;

      g_test_message ("%s", circles[i].name);
      g_assert_cmpstr (sound->code, ==, "signed-and-intact");
      yn_pdf_revision_set (revision, 4, "<< /FT /Tx /T (a) /V (another) /Subtype /Widget /Rect [ 9 9 90 40 ] >>");
      changed = yn_pdf_revision_finish (revision, NULL, NULL);
      found = yn_verify (changed, trust, now);
      g_assert_cmpint (found->whole, ==, YN_VERDICT_NO);
    }
}

static const struct
{
  const char *name;
  Make make;
  int sign;           /* the code with which signing it is refused; -1: it is signed */
  const char *verify; /* the answer of the verifier */
} bad[] = {
  { "0 bytes", empty, YN_ERROR_BAD_PDF, "not-a-pdf" },
  { "zeros", zeros, YN_ERROR_BAD_PDF, "not-a-pdf" },
  { "cut", cut, YN_ERROR_BAD_PDF, "pdf-cut-off" },
  { "bytes before %PDF", leading, YN_ERROR_BAD_PDF, "pdf-preceded" },
  { "megabytes of cross-reference", much_xref, YN_ERROR_BAD_PDF, "pdf-damaged" },
  { "arrays in arrays", deep_arrays, YN_ERROR_BAD_PDF, "pdf-damaged" },
  { "dictionaries in dictionaries", deep_dictionaries, YN_ERROR_BAD_PDF, "pdf-damaged" },
  { "the word stream, a million times", many_streams, YN_ERROR_BAD_PDF, "pdf-damaged" },
  { "no page", no_page, YN_ERROR_PDF_WITHOUT_PAGES, "pdf-without-a-page" },
  { "pages in a circle", cyclic_pages, YN_ERROR_BAD_PDF, "pdf-damaged" },
  { "an object that is itself", object_of_itself, YN_ERROR_BAD_PDF, "pdf-damaged" },
  { "a cross-reference in a circle", cyclic_xref, YN_ERROR_BAD_PDF, "pdf-damaged" },
  { "10,000 signatures", many_signatures, YN_ERROR_TOO_LARGE, "pdf-too-large" },
  { "an object too deep beside the pages", deep_object, YN_ERROR_BAD_PDF, "pdf-damaged" },
  { "as many objects as are verified", many_objects, YN_ERROR_TOO_LARGE, "not-signed" },
};

#define SOON 20.0 /* seconds of processor time, with a sanitizer */

static double
seconds_spent (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spent);
  return (double) spent.tv_sec + (double) spent.tv_nsec / 1e9;
}

static void
test_bad_input (void)
{
  g_autoptr (GBytes) paper = test_paper (1);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) bytes = bad[i].make (paper);
      YnSignOptions options = test_options ("agent", key);
      g_autofree char *digest = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) prepared = NULL;
      g_autoptr (YnVerification) verification = NULL;
      double begun = seconds_spent ();

      prepared = yn_sign_prepare (bytes, &options, &digest, &error);
      g_test_message ("%s: %s", bad[i].name, error != NULL ? error->message : "signed");
      g_assert_null (prepared);
      g_assert_error (error, YN_ERROR, bad[i].sign);
      verification = yn_verify (bytes, trust, now);
      g_assert_cmpstr (verification->code, ==, bad[i].verify);
      g_assert_cmpint (verification->whole, ==, YN_VERDICT_CANNOT_TELL);
      g_test_message ("%.1f s", seconds_spent () - begun);
      g_assert_cmpfloat (seconds_spent () - begun, <, SOON);
    }
}

/* A file that goes away, or becomes another, while it is open: it is the one that was opened. */
static void
test_vanishing (void)
{
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) once = test_sign_at (plain, "agent", key, now);
  g_autofree char *path = in ("here.pdf");
  g_autoptr (YnBytes) bytes = NULL;
  g_autoptr (YnVerification) verification = NULL;

  write_bytes ("here.pdf", once);
  bytes = yn_bytes_new_fd (open (path, O_RDONLY | O_CLOEXEC), NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);
  write_bytes ("here.pdf", plain);
  verification = yn_verify_bytes (bytes, trust, now);
  g_assert_cmpstr (verification->code, ==, "signed-and-intact");
}

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  folder = test_folder_new ();
  now = g_get_real_time ();
  key = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, now - DAY);
  trust = test_trust (test_authority (FALSE));
  g_test_add_func ("/foreign/kinds", test_kinds);
  g_test_add_func ("/foreign/hybrid-keeps-what-it-hides", test_hybrid_keeps_what_it_hides);
  g_test_add_func ("/foreign/signed-by-another", test_signed_by_another);
  g_test_add_func ("/foreign/encrypted", test_encrypted);
  g_test_add_func ("/foreign/circles", test_circles);
  g_test_add_func ("/foreign/bad-input", test_bad_input);
  g_test_add_func ("/foreign/vanishing", test_vanishing);
  failed = g_test_run ();
  yn_key_unref (key);
  yn_trust_free (trust);
  test_folder_free (folder);
  test_material_free ();
  return failed;
}
