/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Universal forgery, wrapping, transplanted signatures, junk, and cross-references that other readers repair.
 */

#include "cases.h"

#include <string.h>

/* Signed bytes cannot change, so each of these is also a change; it must be refused for its form where the
 * digest would not be asked. */
static GBytes *
over (GBytes *pdf, const char *mark, char last, const char *text)
{
  gsize size, at = pen_find (pdf, mark);
  const char *data = g_bytes_get_data (pdf, &size);
  gsize length = (gsize)((const char *)memchr (data + at, last, size - at) - (data + at)) + 1;
  g_autofree char *padded = g_strdup_printf ("%-*s", (int)length, text);

  return pen_spliced (pdf, at, length, padded);
}

static GBytes *
forge_range (const TestScene *scene, const TestCase *row)
{
  return over (scene->signed_paper, "/ByteRange [0", ']', row->text);
}

static GBytes *
forge_contents (const TestScene *scene, const TestCase *row)
{
  return over (scene->signed_paper, "/Contents <", '>', row->text);
}

static GBytes *
forge_key (const TestScene *scene, const TestCase *row)
{
  return pen_overwritten (scene->signed_paper, "/Contents <", 0, row->text);
}

static GBytes *
leave_hole_empty (const TestScene *scene, const TestCase *row)
{
  YnSignOptions options = test_options ("enterprise-seal", scene->signer);
  g_autofree char *digest = NULL;

  return yn_sign_prepare (scene->paper, &options, &digest, NULL);
}

static gsize
hole_of (GBytes *pdf, gsize *end)
{
  gsize size, hole = pen_find (pdf, "/Contents <") + strlen ("/Contents ");
  const char *data = g_bytes_get_data (pdf, &size);

  *end = (gsize)((const char *)memchr (data + hole, '>', size - hole) - data) + 1;
  return hole;
}

/* A signature taken over from another paper of the same signer. */
static GBytes *
transplant (const TestScene *scene, const TestCase *row)
{
  g_autoptr (GBytes) other = test_paper (1);
  g_autoptr (GBytes) target = test_sign (other, "enterprise-seal", scene->signer);
  gsize from_end, to_end, from = hole_of (scene->signed_paper, &from_end), to = hole_of (target, &to_end);
  g_autofree char *hex =
      g_strndup ((const char *)g_bytes_get_data (scene->signed_paper, NULL) + from, from_end - from);

  g_assert_cmpuint (from_end - from, ==, to_end - to);
  return pen_spliced (target, to, to_end - to, hex);
}

/* The second piece of the byte range moves back, and something of the attacker's stands in the gap. */
static GBytes *
wrap (const TestScene *scene, const TestCase *row)
{
  gsize end, hole = hole_of (scene->signed_paper, &end),
             range = pen_find (scene->signed_paper, "/ByteRange [0");
  g_autoptr (GBytes) wedged = pen_spliced (scene->signed_paper, end, 0, row->text);
  g_autofree char *numbers =
      g_strdup_printf ("/ByteRange [0 %10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT "]",
                       hole, end + strlen (row->text), g_bytes_get_size (scene->signed_paper) - end);

  return pen_spliced (wedged, range, strlen (numbers), numbers);
}

/* The old signed file whole at the end, and the attacker's own before it: the pieces of the range are moved
 * there. */
static GBytes *
wrap_whole (const TestScene *scene, const TestCase *row)
{
  gsize size;
  const char *data = g_bytes_get_data (scene->signed_paper, &size);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *)g_bytes_get_data (scene->paper, NULL),
                       (guint)g_bytes_get_size (scene->paper));
  g_byte_array_append (bytes, (const guint8 *)data, (guint)size);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static GBytes *
append_text (const TestScene *scene, const TestCase *row)
{
  return pen_appended (scene->signed_paper, row->text);
}

static GBytes *
prepend_text (const TestScene *scene, const TestCase *row)
{
  return pen_spliced (scene->signed_paper, 0, 0, row->text);
}

static GBytes *
cut_last_bytes (const TestScene *scene, const TestCase *row)
{
  return g_bytes_new_from_bytes (scene->signed_paper, 0, g_bytes_get_size (scene->signed_paper) - 3);
}

static GBytes *
cut_half (const TestScene *scene, const TestCase *row)
{
  return g_bytes_new_from_bytes (scene->signed_paper, 0, g_bytes_get_size (scene->signed_paper) / 2);
}

/* Many readers repair these and show what the attacker appended. */
static void
cover_page (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autoptr (GBytes) content = g_bytes_new_static (PEN_COVER, strlen (PEN_COVER));

  yn_pdf_revision_set_stream (revision, pen_object (pdf, PEN_FIRST "/Contents"), "", content);
}

static GBytes *
break_startxref (const TestScene *scene, const TestCase *row)
{
  g_autoptr (GBytes) attacked = pen_saved (scene->signed_paper, cover_page);
  gsize size = g_bytes_get_size (attacked);
  g_autofree char *text = g_strndup ((const char *)g_bytes_get_data (attacked, NULL) + size - 40, 40);
  char *at = strstr (text, "startxref\n");

  g_assert_nonnull (at);
  return pen_spliced (attacked, size - 40 + (gsize)(at - text), strlen (row->text), row->text);
}

static GBytes *
drop_cross_reference (const TestScene *scene, const TestCase *row)
{
  return pen_appended (scene->signed_paper,
                       "\n4 0 obj\n<< /Length 30 >>\nstream\n" PEN_COVER "\nendstream\nendobj\n");
}

/* Kinds of signature that rest on SHA-1. */
static GBytes *
sign_as (const TestScene *scene, const TestCase *row)
{
  PenSignature how = { .subfilter = row->text };

  return pen_signed (scene->paper, &how, scene->signer);
}

#define RANGE(name, text)                                                                                    \
  {                                                                                                          \
    "universal-forgery", name, forge_range, NULL, text, YN_VERDICT_NO, "changed", "structure-refused", NULL  \
  }
#define BROKEN(name, make, text)                                                                             \
  {                                                                                                          \
    "universal-forgery", name, make, NULL, text, YN_VERDICT_NO, "changed", "structure-refused", NULL         \
  }
#define WEDGE(name, text)                                                                                    \
  {                                                                                                          \
    "wrapping", name, wrap, NULL, text, YN_VERDICT_CANNOT_TELL, "pdf-damaged", NULL, NULL                      \
  }
#define JUNK(name, text)                                                                                     \
  {                                                                                                          \
    "junk", name, append_text, NULL, text, YN_VERDICT_NO, "changed", "changed-after", "change-incomplete"    \
  }
#define REPAIRED(name, text)                                                                                 \
  {                                                                                                          \
    "broken-cross-reference", name, break_startxref, NULL, text, YN_VERDICT_CANNOT_TELL, "pdf-damaged", NULL,  \
        NULL                                                                                                 \
  }

static const TestCase rows[] = {
  RANGE ("range-null", "/ByteRange null"),
  RANGE ("range-zeros", "/ByteRange [0 0 0 0]"),
  RANGE ("range-short", "/ByteRange [0 10]"),
  RANGE ("range-empty", "/ByteRange []"),
  RANGE ("range-negative", "/ByteRange [0 -1 20 -1]"),
  RANGE ("range-not-from-the-start", "/ByteRange [1 20 40 60]"),
  RANGE ("range-beyond-the-end", "/ByteRange [0 9999999999 9999999999 9]"),
  RANGE ("range-backwards", "/ByteRange [0 900 800 9]"),
  RANGE ("range-overflowing", "/ByteRange [0 9 10 9223372036854775807]"),
  RANGE ("range-of-words", "/ByteRange (0 1 2 3)"),
  RANGE ("range-of-names", "/ByteRange [/0 /1 /2 /3]"),
  RANGE ("range-missing", ""),
  BROKEN ("contents-empty", forge_contents, "/Contents <>"),
  BROKEN ("contents-null", forge_contents, "/Contents null"),
  BROKEN ("contents-literal", forge_contents, "/Contents ()"),
  BROKEN ("contents-zero", forge_contents, "/Contents <00>"),
  BROKEN ("contents-missing", forge_contents, ""),
  BROKEN ("contents-renamed", forge_key, "/Contentt"),
  BROKEN ("hole-empty", leave_hole_empty, NULL),
  { "universal-forgery", "transplanted", transplant, NULL, NULL, YN_VERDICT_NO, "changed", "changed-bytes",
    NULL },
  { "weak-kind", "adbe.pkcs7.sha1", sign_as, NULL, "/adbe.pkcs7.sha1", YN_VERDICT_NO, "weak-kind", "weak-kind",
    NULL },
  { "weak-kind", "adbe.x509.rsa_sha1", sign_as, NULL, "/adbe.x509.rsa_sha1", YN_VERDICT_NO, "weak-kind",
    "weak-kind", NULL },
  { "weak-kind", "of-nobody", sign_as, NULL, "/some.kind", YN_VERDICT_CANNOT_TELL, "unknown-kind",
    "unknown-kind", NULL },
  WEDGE ("space", " "),
  WEDGE ("entry", " /Reason (x)"),
  WEDGE ("object", "\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
  WEDGE ("hexadecimal", "<00>"),
  { "wrapping", "whole", wrap_whole, NULL, NULL, YN_VERDICT_CANNOT_TELL, "pdf-damaged", NULL, NULL },
  { "junk", "leading-line", prepend_text, NULL, "\n", YN_VERDICT_CANNOT_TELL, "pdf-preceded", NULL, NULL },
  { "junk", "leading-words", prepend_text, NULL, "words", YN_VERDICT_CANNOT_TELL, "pdf-preceded", NULL, NULL },
  { "junk", "leading-header", prepend_text, NULL, "%PDF-1.7\n", YN_VERDICT_CANNOT_TELL, "pdf-damaged", NULL,
    NULL },
  JUNK ("trailing-letter", "x"),
  JUNK ("trailing-line", "\n"),
  JUNK ("trailing-space", " "),
  JUNK ("trailing-comment", "%"),
  JUNK ("trailing-end", "%%EOF\n"),
  { "junk", "trailing-pointer", append_text, NULL, "\nstartxref\n0\n%%EOF\n", YN_VERDICT_CANNOT_TELL,
    "pdf-damaged", NULL, NULL },
  JUNK ("trailing-zip", "PK\003\004"),
  { "junk", "last-bytes-cut", cut_last_bytes, NULL, NULL, YN_VERDICT_NO, "changed", "structure-refused",
    NULL },
  { "junk", "half-cut", cut_half, NULL, NULL, YN_VERDICT_CANNOT_TELL, "pdf-cut-off", NULL, NULL },
  REPAIRED ("startxref-1", "startxref\n1"),
  REPAIRED ("startxref-negative", "startxref\n-"),
  { "broken-cross-reference", "startxref-beyond", break_startxref, NULL, "startxref\n9999999999",
    YN_VERDICT_NO, "changed", "changed-after", "change-incomplete" },
  { "broken-cross-reference", "startxref-missing", break_startxref, NULL, "startxxxx\n", YN_VERDICT_NO,
    "changed", "changed-after", "change-hidden-object" },
  { "broken-cross-reference", "none", drop_cross_reference, NULL, NULL, YN_VERDICT_NO, "changed",
    "changed-after", "change-hidden-object" },
};

TEST_CASES (forging, rows)
