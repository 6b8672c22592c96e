/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Embedded files (ISO 32000-1 §7.11.4; associated files: ISO 32000-2 §14.13). */

#include "papers/pdf.h"

#include "base/error.h"
#include "papers/pdf-private.h"

#include <string.h>

#define TREE "Root/Names/EmbeddedFiles"
#define MAX_DEPTH 16
#define MAX_FILES 4096

/* Reading: the paths of all file specifications, with their names, through the tree's nodes. */
typedef struct
{
  char *name;
  char *path;
} Found;

static void
found_free (Found *found)
{
  g_free (found->name);
  g_free (found->path);
  g_free (found);
}

static void
add_names (YnPdf *pdf, const char *node, GPtrArray *all)
{
  g_autofree char *names = g_strconcat (node, "/Names", NULL);
  int n = yn_pdf_count (pdf, names);

  for (int i = 0; i + 1 < n && all->len < MAX_FILES; i += 2)
    {
      g_autofree char *name_path = g_strdup_printf ("%s/%d", names, i);
      Found *found = g_new0 (Found, 1);

      found->name = yn_pdf_string (pdf, name_path);
      found->path = g_strdup_printf ("%s/%d", names, i + 1);
      g_ptr_array_add (all, found);
    }
}

static void
add_node (YnPdf *pdf, const char *node, GPtrArray *all, GHashTable *seen, int depth)
{
  g_autofree char *kids = g_strconcat (node, "/Kids", NULL);
  int n = yn_pdf_count (pdf, kids);

  add_names (pdf, node, all);
  for (int i = 0; i < n && depth < MAX_DEPTH && all->len < MAX_FILES; i++)
    {
      g_autofree char *kid = g_strdup_printf ("%s/%d", kids, i);
      guint id = yn_pdf_object_id (pdf, kid);

      if (id != 0 && g_hash_table_add (seen, GUINT_TO_POINTER (id)))
        add_node (pdf, kid, all, seen, depth + 1);
    }
}

static GPtrArray *
find_all (YnPdf *pdf)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) found_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  add_node (pdf, TREE, all, seen, 0);
  return all;
}

GBytes *
yn_pdf_attached (YnPdf *pdf, const char *name)
{
  g_autoptr (GPtrArray) all = find_all (pdf);

  for (guint i = 0; i < all->len; i++)
    {
      const Found *found = g_ptr_array_index (all, i);

      if (g_strcmp0 (found->name, name) == 0)
        {
          g_autofree char *file = g_strconcat (found->path, "/EF/F", NULL);

          return yn_pdf_stream (pdf, file);
        }
    }
  return NULL;
}

int
yn_pdf_n_attached (YnPdf *pdf)
{
  g_autoptr (GPtrArray) all = find_all (pdf);

  return (int) all->len;
}

/* Writing */

static char *
mime_name (const char *mime)
{
  g_auto (GStrv) parts = g_strsplit (mime, "/", -1);

  return g_strjoinv ("#2F", parts);
}

static guint
write_file (YnPdfRevision *revision, const char *name, const char *mime, GBytes *data)
{
  guint file = yn_pdf_revision_reserve (revision);
  guint specification = yn_pdf_revision_reserve (revision);
  g_autofree char *subtype = mime_name (mime);
  g_autofree char *text = yn_pdf_text_syntax (name);
  g_autofree char *entries =
      g_strdup_printf ("/Type /EmbeddedFile /Subtype /%s /Params << /Size %" G_GSIZE_FORMAT " >>", subtype,
                       g_bytes_get_size (data));
  g_autofree char *syntax = g_strdup_printf ("<< /Type /Filespec /F %s /UF %s /AFRelationship /Data /EF << "
                                             "/F %u 0 R /UF %u 0 R >> >>",
                                             text, text, file, file);

  yn_pdf_revision_set_stream (revision, file, entries, data);
  yn_pdf_revision_set (revision, specification, syntax);
  return specification;
}

/* Makes the dictionary at @path/@key where there is none. */
static gboolean
ensure (YnPdfRevision *revision, const char *path, const char *key, GError **error)
{
  g_autofree char *full = g_strdup_printf ("%s/%s", path, key);
  g_autofree char *text = yn_pdf_revision_text (revision, full);

  return text != NULL || yn_pdf_revision_put (revision, path, key, "<< >>", error);
}

/* The names of one node must be in order: the new one goes where it belongs. */
static gboolean
insert_name (YnPdfRevision *revision, const char *name_syntax, guint specification, GError **error)
{
  g_autoptr (GString) names = g_string_new ("[");
  g_autofree char *element = g_strdup_printf (" %s %u 0 R", name_syntax, specification);
  gboolean placed = FALSE;

  for (guint i = 0;; i += 2)
    {
      g_autofree char *name_path = g_strdup_printf (TREE "/Names/%u", i);
      g_autofree char *value_path = g_strdup_printf (TREE "/Names/%u", i + 1);
      g_autofree char *name = yn_pdf_revision_text (revision, name_path);
      g_autofree char *value = yn_pdf_revision_text (revision, value_path);

      if (name == NULL || value == NULL)
        break;
      if (!placed && strcmp (name, name_syntax) > 0)
        {
          g_string_append (names, element);
          placed = TRUE;
        }
      g_string_append_printf (names, " %s %s", name, value);
    }
  if (!placed)
    g_string_append (names, element);
  g_string_append (names, " ]");
  return yn_pdf_revision_put (revision, TREE, "Names", names->str, error);
}

gboolean
yn_pdf_revision_attach (YnPdfRevision *revision,
                        const char *name,
                        const char *mime,
                        GBytes *data,
                        GError **error)
{
  g_autofree char *name_syntax = yn_pdf_text_syntax (name);
  g_autofree char *kids = yn_pdf_revision_text (revision, TREE "/Kids");
  g_autofree char *reference = NULL;
  guint specification;

  if (kids != NULL)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_BAD_PDF, "a tree of embedded files that has branches already");
      return FALSE;
    }
  specification = write_file (revision, name, mime, data);
  reference = g_strdup_printf ("%u 0 R", specification);
  return ensure (revision, "Root", "Names", error) && ensure (revision, "Root/Names", "EmbeddedFiles", error)
         && insert_name (revision, name_syntax, specification, error)
         && yn_pdf_revision_append (revision, "Root", "AF", reference, error);
}
