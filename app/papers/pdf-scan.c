/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What can be said about a PDF's bytes without reading them as objects. */

#include "papers/pdf.h"

#include "papers/pdf-private.h"

#include <string.h>

#define MAX_HEAD 4096 /* of an object, "12 0 obj" */

static gboolean
digits_before (const char *start, const char **at, guint *number)
{
  const char *end = *at;
  const char *p = end;
  guint64 value = 0, place = 1;

  while (p > start && g_ascii_isdigit (p[-1]) && end - p < 9)
    {
      p--;
      value += place * (guint) (*p - '0');
      place *= 10;
    }
  *at = p;
  *number = (guint) value;
  return p < end;
}

static gboolean
space_before (const char *start, const char **at)
{
  const char *p = *at;

  while (p > start && (g_ascii_isspace (p[-1]) || p[-1] == '\0'))
    p--;
  if (p == *at)
    return FALSE;
  *at = p;
  return TRUE;
}

void
yn_pdf_scan_generations (YnBytes *source, YnPdfGenerationFound found, gpointer user_data)
{
  gsize size = yn_bytes_size (source);

  for (gsize at = 0; yn_bytes_find (source, at, size, "obj", &at); at += 3)
    {
      gsize back = yn_bytes_in_memory (source) != NULL ? at : MIN (at, MAX_HEAD);
      const char *start = yn_bytes_look (source, at - back, back);
      const char *p = start + back;
      guint id, generation;

      if (start != NULL && space_before (start, &p) && digits_before (start, &p, &generation) && generation > 0
          && space_before (start, &p) && digits_before (start, &p, &id) && id > 0 && id <= YN_PDF_MAX_OBJECTS)
        found (id, generation, user_data);
    }
}

/* Revisions end where "startxref N %%EOF" stands. A linearized file has one more near its head, with N = 0 or
 * a place further on: it ends no revision. */

static const char *
line_end (const char *at, const char *end)
{
  if (at < end && *at == '\r')
    at++;
  if (at < end && *at == '\n')
    at++;
  return at;
}

GArray *
yn_pdf_revision_ends (GBytes *bytes)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize size;
  const char *start = g_bytes_get_data (bytes, &size);
  const char *end = start + size;

  for (const char *at = start; at != NULL && (at = memmem (at, (gsize) (end - at), "%%EOF", 5)) != NULL;
       at += 5)
    {
      const char *p = at;
      guint offset;
      gsize behind;

      if (!space_before (start, &p) || !digits_before (start, &p, &offset) || !space_before (start, &p)
          || p - start < 9 || memcmp (p - 9, "startxref", 9) != 0 || offset == 0
          || offset >= (gsize) (at - start))
        continue;
      behind = (gsize) (line_end (at + 5, end) - start);
      g_array_append_val (ends, behind);
    }
  return ends;
}
