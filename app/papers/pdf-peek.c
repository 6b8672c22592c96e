/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Objects seen and forgotten. The reader keeps all that it ever resolved; of a file of gigabytes, and of one whose
 * revisions are compared, most objects need but one look. */

#include "papers/pdf-private.h"

#include "papers/pdf.h"
#include "papers/pdf-syntax.h"
#include "papers/pdf-xref.h"

#include <string.h>

#define GLANCE 1024 /* most objects are shorter */

static const char *
skip_space (const char *at)
{
  while (g_ascii_isspace (*at))
    at++;
  return at;
}

/* Behind "12 0 obj"; NULL: another object, or none. */
static const char *
behind_header (const char *text, guint id)
{
  char header[24];
  gsize length = (gsize) g_snprintf (header, sizeof header, "%u 0 obj", id);

  return strncmp (text, header, length) == 0 && (g_ascii_isspace (text[length]) || text[length] == '<')
             ? text + length
             : NULL;
}

/* Its length stands in its dictionary, and "endstream" where it says. */
static gboolean
ends_as_it_says (YnPdf *pdf, YnPdfSpan dictionary, gsize data_at)
{
  YnPdfSpan length;
  g_autofree char *digits = NULL;
  g_autofree char *tail = NULL;
  guint64 stated;
  gsize size = yn_bytes_size (pdf->source), end;
  const char *at;

  if (!yn_pdf_syntax_is_plain (dictionary) || !yn_pdf_syntax_entry (dictionary, "Length", &length, NULL))
    return FALSE;
  digits = g_strndup (length.start, (gsize) (length.end - length.start));
  if (!g_ascii_string_to_unsigned (digits, 10, 0, size, &stated, NULL) || stated > size - data_at)
    return FALSE;
  end = data_at + (gsize) stated;
  at = yn_bytes_look (pdf->source, end, MIN (size - end, 32));
  tail = at != NULL ? g_strndup (at, MIN (size - end, 32)) : g_strdup ("");
  return g_str_has_prefix (skip_space (tail), "endstream");
}

static gboolean
is_whole (YnPdf *pdf, const char *text, YnPdfSpan value, gsize offset)
{
  const char *behind = skip_space (value.end);

  if (g_str_has_prefix (behind, "endobj"))
    return TRUE;
  if (!g_str_has_prefix (behind, "stream") || !yn_pdf_syntax_is_dictionary (value))
    return FALSE;
  behind += strlen ("stream");
  if (behind[0] == '\r' && behind[1] == '\n')
    behind += 2;
  else if (behind[0] == '\n')
    behind++;
  else
    return FALSE;
  return ends_as_it_says (pdf, value, offset + (gsize) (behind - text));
}

/* @text has room for @length bytes and an end. */
static char *
peek_at (YnPdf *pdf, guint id, gsize offset, char *text, gsize length)
{
  const char *data = yn_bytes_look (pdf->source, offset, length);
  const char *from;
  YnPdfSpan value;
  guint other, generation;

  if (data == NULL)
    return NULL;
  memcpy (text, data, length);
  text[length] = '\0';
  from = behind_header (text, id);
  if (from == NULL || !yn_pdf_syntax_value (from, &value) || yn_pdf_syntax_reference (value, &other, &generation)
      || memchr (value.start, '#', (gsize) (value.end - value.start)) != NULL
      || memchr (value.start, '%', (gsize) (value.end - value.start)) != NULL || !is_whole (pdf, text, value, offset))
    return NULL;
  return g_strndup (value.start, (gsize) (value.end - value.start));
}

char *
yn_pdf_peek (YnPdf *pdf, guint id)
{
  gsize size = yn_bytes_size (pdf->source), offset;
  char glance[GLANCE + 1];
  g_autofree char *look = NULL;
  char *text;

  if (pdf->xref == NULL || yn_pdf_is_encrypted (pdf)
      || yn_pdf_xref_place (pdf->xref, id, &offset) != YN_PDF_PLACE_KNOWN || offset >= size)
    return NULL;
  text = peek_at (pdf, id, offset, glance, MIN (size - offset, GLANCE));
  if (text != NULL || size - offset <= GLANCE)
    return text;
  look = g_malloc (YN_BYTES_LOOK + 1);
  return peek_at (pdf, id, offset, look, MIN (size - offset, YN_BYTES_LOOK));
}
