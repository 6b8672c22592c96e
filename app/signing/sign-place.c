/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/sign-place.h"

#include "signing/mark.h"

#include <math.h>
#include <string.h>

/* In points of an A4 page: two columns, two rows, further rows above. */
#define A4_WIDTH 595.0
#define MARKS_LEFT 57
#define MARKS_BOTTOM 60
#define MARKS_GAP 8
#define MARKS_COLUMNS 2
#define MARKS_ROWS 2

gboolean
yn_box_read (YnPdf *pdf, const char *holder, const char *key, YnBox *box)
{
  double sides[4];

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s/%d", holder, key, i);
      g_autofree char *number = yn_pdf_unparse (pdf, path);
      char *rest = NULL;

      sides[i] = number != NULL ? g_ascii_strtod (number, &rest) : NAN;
      if (rest == number || !isfinite (sides[i]) || fabs (sides[i]) > 20000)
        return FALSE;
    }
  *box = (YnBox) { MIN (sides[0], sides[2]), MIN (sides[1], sides[3]), MAX (sides[0], sides[2]),
                 MAX (sides[1], sides[3]) };
  return box->right - box->left >= 1 && box->top - box->bottom >= 1;
}

YnBox
yn_box_of_page (YnPdf *pdf, const char *page_path)
{
  static const char *const keys[] = { "CropBox", "MediaBox" };
  YnBox box = { 0, 0, A4_WIDTH, 842 };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *holder = g_strdup (page_path);
      char *up;

      do
        {
          if (yn_box_read (pdf, holder, keys[i], &box))
            return box;
          up = g_strrstr (holder, "/Kids/");
          if (up != NULL)
            *up = '\0';
        }
      while (up != NULL);
    }
  return box;
}

YnBox
yn_sign_place (YnPdf *pdf, const char *page_path, guint slot)
{
  YnBox page = yn_box_of_page (pdf, page_path);
  double scale = MIN (1.0, (page.right - page.left) / A4_WIDTH);
  double width = YN_MARK_WIDTH * scale, height = YN_MARK_HEIGHT * scale, gap = MARKS_GAP * scale;
  int row = (int) (slot / MARKS_COLUMNS);
  int level = row < MARKS_ROWS ? MARKS_ROWS - 1 - row : row;
  double left = page.left + MARKS_LEFT * scale + (slot % MARKS_COLUMNS) * (width + gap);
  double bottom = page.bottom + MARKS_BOTTOM * scale + level * (height + gap);

  bottom = MIN (bottom, page.top - height);
  return (YnBox) { left, bottom, left + width, bottom + height };
}

char *
yn_box_syntax (YnBox box)
{
  const double sides[] = { box.left, box.bottom, box.right, box.top };
  GString *out = g_string_new ("[");

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (out, " %s", g_ascii_formatd (text, sizeof text, "%.2f", sides[i]));
    }
  g_string_append (out, " ]");
  return g_string_free (out, FALSE);
}
