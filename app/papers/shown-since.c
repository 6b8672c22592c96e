/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/shown-since.h"

#include "base/error.h"
#include "papers/pdf-mark.h"

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

static gboolean
reordered (GError **error)
{
  g_set_error_literal (error, YN_ERROR, YN_ERROR_PAPER_DIFFERS,
                       "the order or number of the pages changed since it was printed");
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

/* The dictionary at @path but for the entries @aside. */
static gboolean
same_but (Both *both, const char *path, const char *const *aside)
{
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

/* What a page is made of. */
static gboolean
same_page (Both *both, const char *path)
{
  static const char *const aside[] = { "/Annots", "/Parent", "/Tabs", NULL };

  return same_but (both, path, aside);
}

static gboolean
same_annotation (Both *both, const char *path)
{
  static const char *const aside[] = { "/P", "/Parent", NULL };

  return same_but (both, path, aside);
}

static gboolean
is_signature_field (YnPdf *pdf, const char *path)
{
  g_autofree char *type_path = g_strconcat (path, "/FT", NULL);
  g_autofree char *type = yn_pdf_name (pdf, type_path);

  return g_strcmp0 (type, "/Sig") == 0;
}

static gboolean
has_entry (YnPdf *pdf, const char *path, const char *key)
{
  g_autofree char *entry = g_strconcat (path, key, NULL);

  return yn_pdf_has (pdf, entry);
}

/* The only widget of a signature field above it. */
static gboolean
shows_parent (YnPdf *pdf, const char *widget)
{
  g_autofree char *parent = g_strconcat (widget, "/Parent", NULL), *only = g_strconcat (parent, "/Kids/0", NULL);
  g_autofree char *kids = g_strconcat (parent, "/Kids", NULL);

  return is_signature_field (pdf, parent) && yn_pdf_object_id (pdf, parent) != 0 && yn_pdf_count (pdf, kids) == 1
         && yn_pdf_object_id (pdf, only) == yn_pdf_object_id (pdf, widget);
}

/* One whose signature the verifier judges: it asks fields that are objects of their own. */
static gboolean
is_signed (YnPdf *pdf, const char *widget)
{
  g_autofree char *parent = g_strconcat (widget, "/Parent", NULL);

  if (yn_pdf_object_id (pdf, widget) == 0)
    return FALSE;
  if (has_entry (pdf, widget, "/V"))
    return is_signature_field (pdf, widget) || is_signature_field (pdf, parent);
  return shows_parent (pdf, widget) && has_entry (pdf, parent, "/V");
}

/* An empty place, of which no reader draws anything. */
static gboolean
is_bare (YnPdf *pdf, const char *widget)
{
  return !has_entry (pdf, widget, "/AP") && !has_entry (pdf, widget, "/MK");
}

static gboolean
is_mark (YnPdf *pdf, const char *path)
{
  g_autofree char *kind_path = g_strconcat (path, "/Subtype", NULL);
  g_autofree char *kind = yn_pdf_name (pdf, kind_path);

  return g_strcmp0 (kind, "/Widget") == 0 && yn_pdf_mark_is_small (pdf, path) && yn_pdf_mark_is_steady (pdf, path)
         && yn_pdf_mark_is_plain (pdf, path) && (is_signed (pdf, path) || is_bare (pdf, path));
}

/* Those that were there stand first, and are as they were or were signed since. */
static gboolean
only_marks_came (Both *both, const char *page)
{
  g_autofree char *list = g_strconcat (page, "/Annots", NULL);
  int before = MAX (yn_pdf_count (both->before, list), 0), after = MAX (yn_pdf_count (both->after, list), 0);

  for (int i = 0; i < after; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%d", list, i);

      if (i < before && yn_pdf_object_id (both->before, path) != yn_pdf_object_id (both->after, path))
        return FALSE;
      if (!is_mark (both->after, path) && (i >= before || !same_annotation (both, path)))
        return FALSE;
    }
  return after >= before;
}

static gboolean
has_only (YnPdf *pdf, const char *path, const char *const *known, char **further)
{
  g_auto (GStrv) keys = yn_pdf_keys (pdf, path);

  for (char **key = keys; key != NULL && *key != NULL; key++)
    if (!g_strv_contains (known, *key) && (further == NULL || !g_strv_contains ((const char *const *) further, *key)))
      return FALSE;
  return TRUE;
}

/* A signature brings a form, its proofs and what it permits. An action, a layer or an XFA form would show or do what
 * was not printed. */
static gboolean
same_catalog (Both *both)
{
  static const char *const came[] = { "/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Perms", "/Version", NULL };
  static const char *const form[] = { "/DA", "/DR", "/Fields", "/NeedAppearances", "/SigFlags", "/Type", NULL };
  g_auto (GStrv) before = yn_pdf_keys (both->before, "Root");

  return has_only (both->after, "Root", came, before) && has_only (both->after, "Root/AcroForm", form, NULL)
         && same_at (both, "Root/Names") && same_at (both, "Root/AF");
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
    return reordered (error);
  if (!same_catalog (&both))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_PAPER_DIFFERS,
                           "what the document carries beside its pages changed since it was printed");
      return FALSE;
    }
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
