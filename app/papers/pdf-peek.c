/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Objects seen without the reader, which keeps all that it ever resolved: of a file of gigabytes, and of one whose
 * revisions are compared, most objects need but a look. As many looks as find room are remembered. */

#include "papers/pdf-private.h"

#include "papers/pdf.h"
#include "papers/pdf-syntax.h"
#include "papers/pdf-xref.h"

#include <string.h>

#define GLANCE 1024 /* most objects are shorter */
#define WORD 64
#define REMEMBERED (1024 * 1024) /* half of it for what is longer than a glance: signatures, which all who judge look at */
#define ENTRY 64 /* what it takes to remember that there is nothing to be seen */
#define KEYWORD 8   /* "endobj", or "stream" and its line's end */

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

/* Where it stands, if there is no doubt. */
static gboolean
find (YnPdf *pdf, guint id, gsize *offset)
{
  return pdf->xref != NULL && !yn_pdf_is_encrypted (pdf)
         && yn_pdf_xref_place (pdf->xref, id, offset) == YN_PDF_PLACE_KNOWN && *offset < yn_bytes_size (pdf->source);
}

gboolean
yn_pdf_is_misplaced (YnPdf *pdf, guint id)
{
  gsize offset, length;
  char digits[16], number[16];
  const char *data;

  if (!find (pdf, id, &offset))
    return FALSE;
  length = MIN (yn_bytes_size (pdf->source) - offset, sizeof digits - 1);
  data = yn_bytes_look (pdf->source, offset, length);
  if (data == NULL)
    return FALSE;
  memcpy (digits, data, length);
  digits[length] = '\0';
  length = strspn (digits, "0123456789");
  if (length == 0 || digits[0] == '0' || digits[length] != ' ')
    return FALSE;
  digits[length] = '\0';
  g_snprintf (number, sizeof number, "%u", id);
  return !g_str_equal (digits, number);
}

/* The text of an object that is one word; NULL: it is more, or doubtful. */
static char *
word (YnPdf *pdf, guint id)
{
  gsize offset, length;
  g_autofree char *text = NULL;
  const char *data, *from;
  YnPdfSpan value;

  if (!find (pdf, id, &offset))
    return NULL;
  length = MIN (yn_bytes_size (pdf->source) - offset, WORD);
  data = yn_bytes_look (pdf->source, offset, length);
  text = data != NULL ? g_strndup (data, length) : g_strdup ("");
  from = behind_header (text, id);
  if (from == NULL || !yn_pdf_syntax_value (from, &value) || !g_str_has_prefix (skip_space (value.end), "endobj"))
    return NULL;
  return g_strndup (value.start, (gsize) (value.end - value.start));
}

/* As it stands in the dictionary, or in an object that cannot be mistaken either. */
static gboolean
stated_length (YnPdf *pdf, YnPdfSpan dictionary, guint64 *stated)
{
  YnPdfSpan length;
  g_autofree char *digits = NULL;
  guint id, generation;

  if (!yn_pdf_syntax_is_plain (dictionary) || !yn_pdf_syntax_entry (dictionary, "Length", &length, NULL))
    return FALSE;
  if (!yn_pdf_syntax_reference (length, &id, &generation))
    digits = g_strndup (length.start, (gsize) (length.end - length.start));
  else if (generation == 0)
    digits = word (pdf, id);
  return digits != NULL && g_ascii_string_to_unsigned (digits, 10, 0, yn_bytes_size (pdf->source), stated, NULL);
}

/* "endstream" stands where its length says. */
static gboolean
ends_as_it_says (YnPdf *pdf, YnPdfSpan dictionary, gsize data_at)
{
  g_autofree char *tail = NULL;
  guint64 stated;
  gsize size = yn_bytes_size (pdf->source), end;
  const char *at;

  if (!stated_length (pdf, dictionary, &stated) || stated > size - data_at)
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

/* @text has room for @length bytes and an end. @cut: the object may go on behind them. */
static char *
peek_at (YnPdf *pdf, guint id, gsize offset, char *text, gsize length, gboolean *cut)
{
  const char *data = yn_bytes_look (pdf->source, offset, length);
  const char *from;
  YnPdfSpan value;
  guint other, generation;

  *cut = FALSE;
  if (data == NULL)
    return NULL;
  memcpy (text, data, length);
  text[length] = '\0';
  from = behind_header (text, id);
  if (from == NULL)
    return NULL;
  if (!yn_pdf_syntax_value (from, &value))
    {
      *cut = memmem (text, length, "endobj", 6) == NULL;
      return NULL;
    }
  *cut = skip_space (value.end) + KEYWORD > text + length;
  if (yn_pdf_syntax_reference (value, &other, &generation)
      || memchr (value.start, '#', (gsize) (value.end - value.start)) != NULL
      || memchr (value.start, '%', (gsize) (value.end - value.start)) != NULL || !is_whole (pdf, text, value, offset))
    return NULL;
  return g_strndup (value.start, (gsize) (value.end - value.start));
}

static void
remember (YnPdf *pdf, guint id, const char *text, gsize room)
{
  gsize needed = ENTRY + (text != NULL ? strlen (text) : 0);

  if (pdf->looks == NULL)
    pdf->looks = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  if (pdf->remembered + needed > room)
    return;
  pdf->remembered += needed;
  g_hash_table_insert (pdf->looks, GUINT_TO_POINTER (id), g_strdup (text));
}

static char *
look_at (YnPdf *pdf, guint id, gsize offset)
{
  gsize left = yn_bytes_size (pdf->source) - offset;
  char glance[GLANCE + 1];
  g_autofree char *look = NULL;
  gboolean cut;
  char *text = peek_at (pdf, id, offset, glance, MIN (left, GLANCE), &cut);
  gboolean at_once = text != NULL || !cut || left <= GLANCE;

  if (!at_once)
    {
      look = g_malloc (YN_BYTES_LOOK + 1);
      text = peek_at (pdf, id, offset, look, MIN (left, YN_BYTES_LOOK), &cut);
    }
  remember (pdf, id, text, at_once ? REMEMBERED / 2 : REMEMBERED);
  return text;
}

char *
yn_pdf_peek (YnPdf *pdf, guint id)
{
  gpointer text;
  gsize offset;

  if (!find (pdf, id, &offset))
    return NULL;
  if (pdf->looks != NULL && g_hash_table_lookup_extended (pdf->looks, GUINT_TO_POINTER (id), NULL, &text))
    return g_strdup (text);
  return look_at (pdf, id, offset);
}
