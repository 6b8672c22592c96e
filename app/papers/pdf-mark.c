/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/pdf-mark.h"

#include <math.h>

#define LARGEST (595.0 * 842.0 / 8)
#define NO_VIEW 32 /* flags of an annotation (ISO 32000-1, table 165) */
#define TOGGLE_NO_VIEW 256

static double
side_at (YnPdf *pdf, const char *rectangle, int i)
{
  g_autofree char *path = g_strdup_printf ("%s/%d", rectangle, i);
  g_autofree char *number = yn_pdf_unparse (pdf, path);
  char *end = NULL;
  double side = number != NULL ? g_ascii_strtod (number, &end) : NAN;

  return end != NULL && end != number && *end == '\0' ? side : NAN;
}

gboolean
yn_pdf_mark_is_small (YnPdf *pdf, const char *path)
{
  g_autofree char *rectangle = g_strconcat (path, "/Rect", NULL);
  double width = side_at (pdf, rectangle, 2) - side_at (pdf, rectangle, 0);
  double height = side_at (pdf, rectangle, 3) - side_at (pdf, rectangle, 1);

  return !yn_pdf_has (pdf, rectangle) || fabs (width * height) <= LARGEST;
}

gboolean
yn_pdf_mark_is_steady (YnPdf *pdf, const char *path)
{
  g_autofree char *flags_path = g_strconcat (path, "/F", NULL), *layer = g_strconcat (path, "/OC", NULL);
  gint64 flags = 0;

  return (!yn_pdf_has (pdf, flags_path) || yn_pdf_int (pdf, flags_path, &flags))
         && (flags & (NO_VIEW | TOGGLE_NO_VIEW)) == 0 && !yn_pdf_has (pdf, layer);
}

gboolean
yn_pdf_mark_is_plain (YnPdf *pdf, const char *path)
{
  static const char *const usual[] = { "/Type", "/Subtype",      "/FT",     "/T",  "/V",  "/F",    "/P",
                                       "/Rect", "/AP",           "/Ff",     "/DA", "/MK", "/Lock", "/TU",
                                       "/M",    "/NM",           "/Border", "/BS", "/H",  "/Kids", "/Parent",
                                       "/SV",   "/StructParent", NULL };
  g_auto (GStrv) keys = yn_pdf_keys (pdf, path);

  for (char **key = keys; key != NULL && *key != NULL; key++)
    if (!g_strv_contains (usual, *key))
      return FALSE;
  return keys != NULL;
}
