/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/shown-since.h"

#include "base/error.h"

#include <math.h>

#define LARGEST_MARK (595.0 * 842.0 / 8) /* a larger one could cover what is signed */
#define NO_VIEW 32                       /* flags of an annotation (ISO 32000-1, table 165) */
#define TOGGLE_NO_VIEW 256

typedef struct
{
  YnPdf *before, *after;
  GHashTable *seen; /* ids */
} Both;

static gboolean
differs (GError **error, guint page, const char *what)
{
  g_set_error (error, YN_ERROR, YN_ERROR_PAPER_DIFFERS, "%s of page %u changed since it was printed", what, page);
  return FALSE;
}

/* Everything that can be reached from @found, which is emptied. */
static gboolean
same_from (Both *both, GArray *found)
{
  while (found->len > 0)
    {
      guint id = g_array_index (found, guint, found->len - 1);
      g_autoptr (GArray) further = NULL;

      g_array_set_size (found, found->len - 1);
      if (!g_hash_table_add (both->seen, GUINT_TO_POINTER (id)))
        continue;
      if (!yn_pdf_object_same (both->before, both->after, id))
        return FALSE;
      further = yn_pdf_references (both->before, id);
      g_array_append_vals (found, further->data, further->len);
    }
  return TRUE;
}

static gboolean
same_at (Both *both, const char *path)
{
  guint id = yn_pdf_object_id (both->before, path);
  g_autofree char *before = id == 0 ? yn_pdf_unparse (both->before, path) : NULL;
  g_autofree char *after = id == 0 ? yn_pdf_unparse (both->after, path) : NULL;
  g_autoptr (GArray) found = NULL;

  if (id != yn_pdf_object_id (both->after, path) || g_strcmp0 (before, after) != 0)
    return FALSE;
  found = yn_pdf_references_at (both->before, path);
  if (id != 0)
    g_array_append_val (found, id);
  return same_from (both, found);
}

/* What a page is made of, its annotations aside. */
static gboolean
same_page (Both *both, const char *path)
{
  static const char *const aside[] = { "/Annots", "/Parent", "/Tabs", NULL };
  g_auto (GStrv) before = yn_pdf_keys (both->before, path), after = yn_pdf_keys (both->after, path);
  char **sides[] = { before, after };

  if (before == NULL || after == NULL || yn_pdf_object_id (both->before, path) != yn_pdf_object_id (both->after, path))
    return FALSE;
  for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
    for (char **key = sides[side]; *key != NULL; key++)
      {
        g_autofree char *entry = g_strconcat (path, *key, NULL);

        if (!g_strv_contains (aside, *key) && !same_at (both, entry))
          return FALSE;
      }
  return TRUE;
}

static double
side_at (YnPdf *pdf, const char *annotation, int i)
{
  g_autofree char *path = g_strdup_printf ("%s/Rect/%d", annotation, i);
  g_autofree char *number = yn_pdf_unparse (pdf, path);

  return number != NULL ? g_ascii_strtod (number, NULL) : NAN;
}

/* A mark that shows itself alike on the screen and on paper, and covers little. */
static gboolean
is_mark (YnPdf *pdf, const char *path)
{
  g_autofree char *type_path = g_strconcat (path, "/FT", NULL), *parents = g_strconcat (path, "/Parent/FT", NULL);
  g_autofree char *own = yn_pdf_name (pdf, type_path), *inherited = yn_pdf_name (pdf, parents);
  g_autofree char *flags_path = g_strconcat (path, "/F", NULL), *layer = g_strconcat (path, "/OC", NULL);
  double width = side_at (pdf, path, 2) - side_at (pdf, path, 0),
         height = side_at (pdf, path, 3) - side_at (pdf, path, 1);
  gint64 flags = 0;

  return g_strcmp0 (own != NULL ? own : inherited, "/Sig") == 0 && fabs (width * height) <= LARGEST_MARK
         && (!yn_pdf_has (pdf, flags_path) || yn_pdf_int (pdf, flags_path, &flags))
         && (flags & (NO_VIEW | TOGGLE_NO_VIEW)) == 0 && !yn_pdf_has (pdf, layer);
}

/* Those that were there stand first, and are as they were. */
static gboolean
only_marks_came (Both *both, const char *page)
{
  g_autofree char *list = g_strconcat (page, "/Annots", NULL);
  int before = MAX (yn_pdf_count (both->before, list), 0), after = MAX (yn_pdf_count (both->after, list), 0);

  for (int i = 0; i < after; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%d", list, i);

      if (i < before ? yn_pdf_object_id (both->before, path) != yn_pdf_object_id (both->after, path)
                     : !is_mark (both->after, path))
        return FALSE;
    }
  return after >= before;
}

/* The tree of pages hands its nodes' entries down to them. */
static gboolean
same_tree (Both *both)
{
  guint n = yn_pdf_n_pages (both->before);

  if (n != yn_pdf_n_pages (both->after))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const char *page = yn_pdf_page_path (both->before, i);
      g_autofree char *path = g_strdup (page);

      if (g_strcmp0 (page, yn_pdf_page_path (both->after, i)) != 0)
        return FALSE;
      for (guint depth = 0; depth < 64; depth++)
        {
          g_autofree char *parent = g_strconcat (path, "/Parent", NULL);
          guint id = yn_pdf_object_id (both->before, parent);

          if (id != yn_pdf_object_id (both->after, parent)
              || (id != 0 && !yn_pdf_object_same (both->before, both->after, id)))
            return FALSE;
          if (id == 0)
            break;
          g_free (path);
          path = g_strdup_printf ("%u", id);
        }
    }
  return TRUE;
}

gboolean
yn_pdf_shows_the_same (GBytes *before, GBytes *after, GError **error)
{
  g_autoptr (YnPdf) first = yn_pdf_open (before, error);
  g_autoptr (YnPdf) last = first != NULL ? yn_pdf_open (after, error) : NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Both both = { first, last, seen };

  if (last == NULL)
    return FALSE;
  if (!same_tree (&both))
    return differs (error, 0, "the order or number");
  for (guint i = 0; i < yn_pdf_n_pages (first); i++)
    {
      const char *page = yn_pdf_page_path (first, i);

      if (!same_page (&both, page))
        return differs (error, i + 1, "the content");
      if (!only_marks_came (&both, page))
        return differs (error, i + 1, "an annotation");
    }
  return TRUE;
}
