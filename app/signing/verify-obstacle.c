/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/verify-obstacle.h"

#include "base/error.h"

#include <string.h>

/* As far as readers look for a head and for an end (ISO 32000-1, H.3, 12 and 18). */
#define EDGE 1024

/* The offset of @mark in the @length bytes at @from; -1: it is not there. */
static gssize
find (YnBytes *source, gsize from, gsize length, const char *mark)
{
  const char *bytes = yn_bytes_look (source, from, length);
  const char *at = bytes != NULL ? memmem (bytes, length, mark, strlen (mark)) : NULL;

  return at != NULL ? at - bytes : -1;
}

static const char *
obstacle_in (YnBytes *source)
{
  gsize size = yn_bytes_size (source), edge = MIN (size, EDGE);
  gssize head = find (source, 0, edge, "%PDF-");

  if (head < 0)
    return "not-a-pdf";
  if (head > 0)
    return "pdf-preceded";
  return find (source, size - edge, edge, "%%EOF") < 0 ? "pdf-cut-off" : "pdf-damaged";
}

const char *
yn_verify_obstacle (YnBytes *source, const GError *error)
{
  if (g_error_matches (error, YN_ERROR, YN_ERROR_ENCRYPTED_PDF))
    return "pdf-encrypted";
  if (g_error_matches (error, YN_ERROR, YN_ERROR_TOO_LARGE))
    return "pdf-too-large";
  if (g_error_matches (error, YN_ERROR, YN_ERROR_PDF_WITHOUT_PAGES))
    return "pdf-without-a-page";
  return obstacle_in (source);
}
