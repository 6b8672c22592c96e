/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/verify-mark.h"

#include "signing/sign-place.h"

#include <string.h>

/* How often the page is turned by a quarter, clockwise; it may be inherited. */
static int
quarters_of (YnPdf *pdf, const char *page_path)
{
  g_autofree char *holder = g_strdup (page_path);
  gint64 degrees = 0;
  char *up;

  for (;;)
    {
      g_autofree char *path = g_strconcat (holder, "/Rotate", NULL);

      if (yn_pdf_int (pdf, path, &degrees))
        break;
      up = g_strrstr (holder, "/Kids/");
      if (up == NULL)
        break;
      *up = '\0';
    }
  return (int)((degrees / 90 % 4 + 4) % 4);
}

/* Left, top, right, bottom after one more quarter. */
static void
turn (double mark[4])
{
  double left = 1 - mark[3], top = mark[0], right = 1 - mark[1], bottom = mark[2];

  mark[0] = left;
  mark[1] = top;
  mark[2] = right;
  mark[3] = bottom;
}

/* The field's own widget, or the first of its widgets. */
void
yn_verify_mark (YnPdf *pdf, const YnSignatureField *field, YnSignatureVerdict *verdict)
{
  g_autofree char *kid_path = g_strdup_printf ("%u/Kids/0", field->id);
  guint kid = yn_pdf_object_id (pdf, kid_path);
  guint widget = kid != 0 ? kid : field->id;
  g_autofree char *holder = g_strdup_printf ("%u", widget);
  guint page = yn_pdf_page_of_annotation (pdf, widget);
  const char *page_path;
  YnBox box, seen;
  double width, height;

  if (page == 0 || !yn_box_read (pdf, holder, "Rect", &box))
    return;
  page_path = yn_pdf_page_path (pdf, page - 1);
  seen = yn_box_of_page (pdf, page_path);
  width = seen.right - seen.left;
  height = seen.top - seen.bottom;
  verdict->page = page;
  verdict->mark[0] = CLAMP ((box.left - seen.left) / width, 0, 1);
  verdict->mark[1] = CLAMP ((seen.top - box.top) / height, 0, 1);
  verdict->mark[2] = CLAMP ((box.right - seen.left) / width, 0, 1);
  verdict->mark[3] = CLAMP ((seen.top - box.bottom) / height, 0, 1);
  for (int i = quarters_of (pdf, page_path); i > 0; i--)
    turn (verdict->mark);
}
