/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A page of another PDF as a Form XObject: its content, and a copy of every object that its resources name,
 * under new numbers. Vectors, fonts and transparency come along as they are. */

#include "papers/pdf.h"

#include "base/error.h"
#include "papers/pdf-private.h"
#include "papers/pdf-syntax.h"

#define MAX_COPIED 4096
#define MAX_PARENTS 32

typedef struct
{
  YnPdfRevision *revision;
  GHashTable *numbers; /* theirs -> ours */
  GQueue waiting;      /* of theirs */
} Copy;

static guint
our_number (guint id, guint generation, gpointer user_data)
{
  Copy *copy = user_data;
  guint ours = GPOINTER_TO_UINT (g_hash_table_lookup (copy->numbers, GUINT_TO_POINTER (id)));

  if (ours == 0)
    {
      ours = yn_pdf_revision_reserve (copy->revision);
      g_hash_table_insert (copy->numbers, GUINT_TO_POINTER (id), GUINT_TO_POINTER (ours));
      g_queue_push_tail (&copy->waiting, GUINT_TO_POINTER (id));
    }
  return ours;
}

static gboolean
copy_object (Copy *copy, YnPdf *from, guint id)
{
  g_autoptr (GBytes) raw = NULL;
  g_autofree char *text = yn_pdf_object_text (from, id, NULL, &raw);
  g_autofree char *renumbered =
      text != NULL ? yn_pdf_syntax_renumber (text, our_number, copy) : g_strdup ("null");
  guint ours = our_number (id, 0, copy);

  if (renumbered == NULL)
    return FALSE;
  yn_pdf_revision_set_raw (copy->revision, ours, renumbered, raw);
  return TRUE;
}

static gboolean
copy_waiting (Copy *copy, YnPdf *from)
{
  while (!g_queue_is_empty (&copy->waiting))
    if (g_hash_table_size (copy->numbers) > MAX_COPIED
        || !copy_object (copy, from, GPOINTER_TO_UINT (g_queue_pop_head (&copy->waiting))))
      return FALSE;
  return TRUE;
}

/* Resources and MediaBox may stand on a page's ancestors. */
static char *
inherited (YnPdf *pdf, const char *page, const char *key)
{
  g_autoptr (GString) path = g_string_new (page);

  for (int i = 0; i < MAX_PARENTS; i++)
    {
      g_autofree char *full = g_strdup_printf ("%s/%s", path->str, key);
      char *text = yn_pdf_unparse (pdf, full);

      if (text != NULL)
        return text;
      g_string_append (path, "/Parent");
    }
  return NULL;
}

static gboolean
read_box (const char *text, double corner[4])
{
  YnPdfSpan array, item;

  if (text == NULL || !yn_pdf_syntax_value (text, &array))
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      if (!yn_pdf_syntax_item (array, i, &item))
        return FALSE;
      corner[i] = g_ascii_strtod (item.start, NULL);
    }
  return corner[2] > corner[0] && corner[3] > corner[1] && corner[2] - corner[0] < 20000
         && corner[3] - corner[1] < 20000;
}

static gboolean
form_entries (Copy *copy, YnPdf *from, const char *page, double box[2], GString *entries)
{
  g_autofree char *group_path = g_strconcat (page, "/Group", NULL);
  g_autofree char *group = yn_pdf_unparse (from, group_path);
  g_autofree char *resources = inherited (from, page, "Resources");
  g_autofree char *media_box = inherited (from, page, "MediaBox");
  g_autofree char *our_resources =
      yn_pdf_syntax_renumber (resources != NULL ? resources : "<< >>", our_number, copy);
  g_autofree char *our_group = group != NULL ? yn_pdf_syntax_renumber (group, our_number, copy) : NULL;
  double corner[4];

  if (our_resources == NULL || !read_box (media_box, corner))
    return FALSE;
  box[0] = corner[2] - corner[0];
  box[1] = corner[3] - corner[1];
  g_string_append_printf (entries, "/Type /XObject /Subtype /Form /BBox %s /Resources %s", media_box,
                          our_resources);
  if (our_group != NULL)
    g_string_append_printf (entries, " /Group %s", our_group);
  return TRUE;
}

guint
yn_pdf_revision_import_page (YnPdfRevision *revision, GBytes *other, double box[2], GError **error)
{
  g_autoptr (YnPdf) from = yn_pdf_open (other, error);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) entries = g_string_new (NULL);
  g_autoptr (GBytes) content = NULL;
  Copy copy = { revision, numbers, G_QUEUE_INIT };
  guint form;

  if (from == NULL)
    return 0;
  content = yn_pdf_page_content (from, yn_pdf_page_path (from, 0));
  form = yn_pdf_revision_reserve (revision);
  if (content == NULL || !form_entries (&copy, from, yn_pdf_page_path (from, 0), box, entries)
      || !copy_waiting (&copy, from))
    {
      g_queue_clear (&copy.waiting);
      g_set_error (error, YN_ERROR, YN_ERROR_BAD_PDF, "the page cannot be copied");
      return 0;
    }
  yn_pdf_revision_set_stream (revision, form, entries->str, content);
  return form;
}
