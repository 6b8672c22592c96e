/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/verify-places.h"

typedef struct
{
  const char *code;
  guint page;
} Place;

struct _YnPlaces
{
  YnPdf *pdf;
  GHashTable *places;   /* id -> Place */
  GHashTable *mentions; /* id -> number of objects */
};

/* Marks all that can be reached from @id and is not marked yet. */
static void
mark (YnPlaces *places, guint id, const char *code, guint page)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint));

  for (g_array_append_val (waiting, id); waiting->len > 0;)
    {
      guint next = g_array_index (waiting, guint, waiting->len - 1);
      g_autoptr (GArray) mentioned = NULL;
      Place *place;

      g_array_set_size (waiting, waiting->len - 1);
      if (next == 0 || g_hash_table_contains (places->places, GUINT_TO_POINTER (next)))
        continue;
      place = g_new0 (Place, 1);
      place->code = code;
      place->page = page;
      g_hash_table_insert (places->places, GUINT_TO_POINTER (next), place);
      mentioned = yn_pdf_references (places->pdf, next);
      g_array_append_vals (waiting, mentioned->data, mentioned->len);
    }
}

/* The value at @path, or where it is direct what it speaks of. */
static void
mark_path (YnPlaces *places, const char *path, const char *code, guint page)
{
  guint id = yn_pdf_object_id (places->pdf, path);
  g_autoptr (GArray) mentioned = NULL;

  if (id != 0)
    {
      mark (places, id, code, page);
      return;
    }
  mentioned = yn_pdf_references_at (places->pdf, path);
  for (guint i = 0; i < mentioned->len; i++)
    mark (places, g_array_index (mentioned, guint, i), code, page);
}

static void
mark_pages (YnPlaces *places, const char *key, const char *code)
{
  for (guint i = 0; i < yn_pdf_n_pages (places->pdf); i++)
    {
      g_autofree char *path = g_strconcat (yn_pdf_page_path (places->pdf, i), key, NULL);

      mark_path (places, path, code, i + 1);
    }
}

/* Pages stand between everything: they are marked first, so that no way leads through them. */
static void
mark_tree (YnPlaces *places)
{
  for (guint i = 0; i < yn_pdf_n_pages (places->pdf); i++)
    {
      Place *place = g_new0 (Place, 1);
      guint id = yn_pdf_object_id (places->pdf, yn_pdf_page_path (places->pdf, i));

      place->code = "change-page";
      place->page = i + 1;
      g_hash_table_insert (places->places, GUINT_TO_POINTER (id), place);
    }
}

static void
count_mentions (YnPlaces *places)
{
  guint last = yn_pdf_max_object_id (places->pdf);

  for (guint id = 1; id <= last; id++)
    {
      g_autoptr (GArray) mentioned = yn_pdf_references (places->pdf, id);

      for (guint i = 0; i < mentioned->len; i++)
        {
          gpointer key = GUINT_TO_POINTER (g_array_index (mentioned, guint, i));
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (places->mentions, key));

          g_hash_table_insert (places->mentions, key, GUINT_TO_POINTER (n + 1));
        }
    }
}

YnPlaces *
yn_places_new (YnPdf *pdf)
{
  YnPlaces *places = g_new0 (YnPlaces, 1);

  places->pdf = pdf;
  places->places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  places->mentions = g_hash_table_new (NULL, NULL);
  mark_tree (places);
  mark_pages (places, "/Contents", "change-page-content");
  mark_pages (places, "/Resources", "change-page-resources");
  mark_path (places, "Root/Names", "change-attachment", 0);
  mark_path (places, "Root/AF", "change-attachment", 0);
  mark_pages (places, "/Annots", "change-annotation");
  mark_path (places, "Root/AcroForm", "change-form", 0);
  mark_path (places, "Root/StructTreeRoot", "change-structure", 0);
  mark_path (places, "Info", "change-information", 0);
  count_mentions (places);
  return places;
}

void
yn_places_free (YnPlaces *places)
{
  if (places == NULL)
    return;
  g_hash_table_unref (places->places);
  g_hash_table_unref (places->mentions);
  g_free (places);
}

const char *
yn_places_of (const YnPlaces *places, guint id, guint *page)
{
  const Place *place = g_hash_table_lookup (places->places, GUINT_TO_POINTER (id));

  *page = place != NULL ? place->page : 0;
  return place != NULL ? place->code : "change-object";
}

guint
yn_places_mentions (const YnPlaces *places, guint id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (places->mentions, GUINT_TO_POINTER (id)));
}
