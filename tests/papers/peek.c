/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Objects that are seen without the reader: only those that nobody could read in another way. */

#include "papers/pdf-private.h"
#include "papers/pdf.h"

#include <string.h>

#define SEEN 4 /* the object that is looked at */
#define OTHER 5

/* A file of one page, and two objects more. */
static YnPdf *
file_with (const char *seen, const char *other)
{
  const char *const objects[] = { "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [ 3 0 R ] >>",
                                  "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 100 100 ] >>", seen, other };
  g_autoptr (GString) text = g_string_new ("%PDF-1.7\n");
  g_autoptr (GString) table = g_string_new ("xref\n0 6\n0000000000 65535 f \n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  YnPdf *pdf;

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_string_append_printf (table, "%010" G_GSIZE_FORMAT " 00000 n \n", text->len);
      g_string_append_printf (text, "%u 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
  g_string_append_printf (table, "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", text->len);
  g_string_append (text, table->str);
  bytes = g_bytes_new (text->str, text->len);
  pdf = yn_pdf_open (bytes, &error);
  g_assert_no_error (error);
  return pdf;
}

static const struct
{
  const char *name;
  const char *seen;
  const char *other;
  const char *text; /* NULL: the reader is to be asked */
} cases[] = {
  { "dictionary", "<< /A 1 >>", "null", "<< /A 1 >>" },
  { "comment", "<< /A % 1\n /B 2 >>", "null", NULL },
  { "escaped-name", "<< /A#42 1 >>", "null", NULL },
  { "reference", "5 0 R", "1", NULL },
  { "stream", "<< /Length 3 >>\nstream\nabc\nendstream", "null", "<< /Length 3 >>" },
  { "stream-longer", "<< /Length 2 >>\nstream\nabc\nendstream", "null", NULL },
  { "length-elsewhere", "<< /Length 5 0 R >>\nstream\nabc\nendstream", "3", "<< /Length 5 0 R >>" },
  { "length-elsewhere-wrong", "<< /Length 5 0 R >>\nstream\nabc\nendstream", "2", NULL },
  { "length-further-on", "<< /Length 5 0 R >>\nstream\nabc\nendstream", "3 0 R", NULL },
  { "length-no-number", "<< /Length 5 0 R >>\nstream\nabc\nendstream", "(3)", NULL },
  { "length-itself", "<< /Length 4 0 R >>\nstream\nabc\nendstream", "null", NULL },
  { "length-of-another-generation", "<< /Length 5 1 R >>\nstream\nabc\nendstream", "3", NULL },
  { "length-nowhere", "<< /Length 7 0 R >>\nstream\nabc\nendstream", "3", NULL },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (YnPdf) pdf = file_with (cases[i].seen, cases[i].other);
  g_autofree char *text = yn_pdf_peek (pdf, SEEN);

  g_assert_cmpstr (text, ==, cases[i].text);
}

/* Longer than a glance, and looked at again and again. */
static void
test_long (void)
{
  g_autofree char *digits = g_strnfill (30000, 'a');
  g_autofree char *seen = g_strdup_printf ("<< /Contents <%s> /V 1 >>", digits);
  g_autofree char *other = g_strdup_printf ("<< /Contents <%s%s%s> >>", digits, digits, digits);
  g_autoptr (YnPdf) pdf = file_with (seen, other);

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *text = yn_pdf_peek (pdf, SEEN);
      g_autofree char *too_long = yn_pdf_peek (pdf, OTHER);

      g_assert_cmpstr (text, ==, seen);
      g_assert_null (too_long);
      g_assert_true (yn_pdf_object_has_key (pdf, SEEN, "V"));
    }
}

/* Tables that say of an object that it stands where another one does, or where nothing can be told. */
static void
test_misplaced (void)
{
  static const char *const right = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
                                   "2 0 obj\n<< /Type /Pages /Count 1 /Kids [ 3 0 R ] >>\nendobj\n"
                                   "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 9 9 ] >>\nendobj\n";
  g_autoptr (GString) text = g_string_new (right);
  gsize table = text->len;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnPdf) pdf = NULL;

  g_string_append (text, "xref\n0 6\n0000000000 65535 f \n");
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *head = g_strdup_printf ("\n%u 0 obj", i);

      g_string_append_printf (text, "%010d 00000 n \n", (int) (strstr (right, head) + 1 - right));
    }
  g_string_append_printf (text, "0000000009 00000 n \n0000000012 00000 n \n"
                                "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          table);
  bytes = g_bytes_new (text->str, text->len);
  pdf = yn_pdf_open (bytes, &error);
  g_assert_no_error (error);
  for (guint id = 1; id <= 5; id++)
    g_assert_cmpint (yn_pdf_is_misplaced (pdf, id), ==, id == 4);
  g_assert_false (yn_pdf_is_damaged (pdf));
  g_assert_false (yn_pdf_object_has_key (pdf, 4, "Pages"));
  g_assert_true (yn_pdf_is_damaged (pdf));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/papers/peek/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/papers/peek/long", test_long);
  g_test_add_func ("/papers/peek/misplaced", test_misplaced);
  return g_test_run ();
}
