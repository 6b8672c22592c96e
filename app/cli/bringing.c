/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/bringing.h"

#include <glib/gi18n-lib.h>

#include "base/csv.h"
#include "cli/naming.h"
#include "desk/filling.h"
#include "desk/files.h"
#include "forms/offer-table.h"

typedef struct
{
  YnChair *chair;
  YnDesk *desk;
  const char *service;
  GPtrArray *all;     /* of YnBrought */
  GHashTable *counts; /* answers as text -> how many began with them */
} Bringing;

static void
bringing_clear (Bringing *bringing)
{
  g_clear_pointer (&bringing->all, g_ptr_array_unref);
  g_clear_pointer (&bringing->counts, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bringing, bringing_clear)

static void
brought_free (YnBrought *brought)
{
  g_free (brought->source);
  g_free (brought->matter);
  g_clear_pointer (&brought->why, yn_explanation_free);
  g_free (brought->detail);
  g_free (brought);
}

static YnBrought *
add_brought (GPtrArray *all, const char *source)
{
  YnBrought *brought = g_new0 (YnBrought, 1);

  brought->source = g_strdup (source);
  g_ptr_array_add (all, brought);
  return brought;
}

/* How many that began with the same answers came before. */
static guint
count_same (Bringing *bringing, const YnJson *answers)
{
  char *text = yn_json_print (answers, YN_JSON_CANONICAL);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (bringing->counts, text));

  g_hash_table_replace (bringing->counts, text, GUINT_TO_POINTER (before + 1));
  return before;
}

static void
begin_draft (Bringing *bringing, YnBrought *brought, const YnJson *answers, GError *unread)
{
  g_autoptr (GError) error = unread;
  g_autoptr (YnDraft) draft = answers == NULL
                                  ? NULL
                                  : yn_desk_begin_nth (bringing->desk, bringing->service, answers,
                                                       count_same (bringing, answers), &brought->begun, &error);

  if (draft != NULL)
    {
      brought->matter = g_strdup (draft->matter);
      return;
    }
  brought->why = yn_problems_explain (error, bringing->chair->language);
  brought->detail = g_strdup (error->message);
  brought->status = yn_exit_of (error);
}

static void
bring_file (Bringing *bringing, const char *name)
{
  YnBrought *brought = add_brought (bringing->all, name);
  GError *error = NULL;
  g_autoptr (YnJson) answers = NULL;

  if (!yn_short_id_is (name) || g_file_test (name, G_FILE_TEST_EXISTS))
    answers = yn_chair_read_json (name, &error);
  else if ((brought->matter = yn_name_matter (bringing->desk, name, &error)) != NULL) /* a draft that lies there already */
    return;
  begin_draft (bringing, brought, answers, error);
}

/* What stands in the row is laid over what all rows have in common. */
static YnJson *
answers_of_row (YnService *form, const YnJson *common, const YnOfferTable *table, guint row, const char *file,
                GError **error)
{
  YnOrigin origin = { YN_SOURCE_CSV, file, NULL };
  g_auto (GStrv) unread = NULL;
  g_autoptr (GPtrArray) offers = yn_offer_table_offers (table, row, &origin, &unread);
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (YnAnswers) answers = yn_answers_new (form, common != NULL ? common : nothing);

  if (unread[0] != NULL)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_ANSWERS_INCOMPLETE, "the cell for \"%s\" is no answer to it", unread[0]);
      return NULL;
    }
  yn_offers_take_all (offers, answers);
  return yn_json_ref (yn_answers_json (answers));
}

static void
bringing_init (Bringing *bringing, YnChair *chair, YnDesk *desk, const char *service)
{
  bringing->chair = chair;
  bringing->desk = desk;
  bringing->service = service;
  bringing->all = g_ptr_array_new_with_free_func ((GDestroyNotify) brought_free);
  bringing->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GPtrArray *
yn_bring_files (YnChair *chair, YnDesk *desk, const char *service, char **names)
{
  g_auto (Bringing) bringing = { 0 };

  bringing_init (&bringing, chair, desk, service);
  for (; *names != NULL; names++)
    bring_file (&bringing, *names);
  return g_steal_pointer (&bringing.all);
}

static void
bring_rows (Bringing *bringing, YnService *form, const YnJson *common, GPtrArray *rows, const YnOfferTable *table,
            const char *file)
{
  for (guint i = 0; yn_offer_table_unknown (table)[i] != NULL; i++)
    yn_say_progress (_("No question is called “%s”; the column is left out."), yn_offer_table_unknown (table)[i]);
  for (guint i = 0; i < yn_offer_table_n_rows (table); i++)
    {
      const YnCsvRow *row = g_ptr_array_index (rows, i + 1);
      g_autofree char *source = g_strdup_printf ("%s:%u", file, row->line);
      GError *unread = NULL;
      g_autoptr (YnJson) answers = answers_of_row (form, common, table, i, file, &unread);

      begin_draft (bringing, add_brought (bringing->all, source), answers, unread);
    }
}

GPtrArray *
yn_bring_table (YnChair *chair, YnDesk *desk, const char *service, const char *file, const char *common, GError **error)
{
  g_auto (Bringing) bringing = { 0 };
  g_autoptr (YnService) form = yn_service_find (service, error);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (YnOfferTable) table = NULL;

  if (form == NULL || (common != NULL && (answers = yn_chair_read_json (common, error)) == NULL)
      || (bytes = yn_file_read (file, YN_CSV_MAX_BYTES, error)) == NULL
      || (rows = yn_csv_read (bytes, error)) == NULL || (table = yn_offer_table_new (form, rows, error)) == NULL)
    return NULL;
  bringing_init (&bringing, chair, desk, service);
  bring_rows (&bringing, form, answers, rows, table, file);
  return g_steal_pointer (&bringing.all);
}

void
yn_brought_put_away (GPtrArray *all, YnDesk *desk)
{
  for (guint i = 0; i < all->len; i++)
    {
      YnBrought *brought = g_ptr_array_index (all, i);
      g_autoptr (GError) error = NULL;

      if (brought->begun && !yn_desk_discard (desk, brought->matter, NULL, &error))
        yn_say_progress (_("The draft %s is still there: %s"), brought->matter, error->message);
    }
}

const char *
yn_brought_source (GPtrArray *all, const char *matter)
{
  for (guint i = 0; i < all->len; i++)
    {
      const YnBrought *brought = g_ptr_array_index (all, i);

      if (g_strcmp0 (brought->matter, matter) == 0)
        return brought->source;
    }
  return NULL;
}

char **
yn_brought_matters (GPtrArray *all)
{
  g_autoptr (GStrvBuilder) matters = g_strv_builder_new ();

  for (guint i = 0; i < all->len; i++)
    if (((const YnBrought *) g_ptr_array_index (all, i))->matter != NULL)
      g_strv_builder_add (matters, ((const YnBrought *) g_ptr_array_index (all, i))->matter);
  return g_strv_builder_end (matters);
}
