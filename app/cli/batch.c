/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Many papers of one service: what they have in common as a letter, what differs as a table, one confirmation, one key. */
#include "cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#include "base/csv.h"
#include "cli/waiting.h"
#include "desk/batch.h"
#include "desk/files.h"
#include "forms/offer-table.h"
#include "forms/places.h"

#define NUMBER_TYPED 16

typedef struct
{
  char *csv;
  char *key;
  char *confirm;
  char **fields;
  gboolean drafts;
  gboolean no_wait;
} BatchFlags;

/* What was brought in, and what became of it. */
typedef struct
{
  char *source; /* the file, "rows.csv:12" or the draft */
  char *matter; /* NULL: it never became a draft */
  YnExplanation *why;
  char *detail;
  YnExit status;
} Brought;

static void
batch_flags_clear (BatchFlags *flags)
{
  g_free (flags->csv);
  g_free (flags->key);
  g_free (flags->confirm);
  g_strfreev (flags->fields);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatchFlags, batch_flags_clear)

static void
brought_free (Brought *brought)
{
  g_free (brought->source);
  g_free (brought->matter);
  g_clear_pointer (&brought->why, yn_explanation_free);
  g_free (brought->detail);
  g_free (brought);
}

/* --- bringing in --------------------------------------------------------------------------------------------------- */

static Brought *
add_brought (GPtrArray *all, const char *source)
{
  Brought *brought = g_new0 (Brought, 1);

  brought->source = g_strdup (source);
  g_ptr_array_add (all, brought);
  return brought;
}

static void
begin_draft (YnChair *chair, YnDesk *desk, const char *service, Brought *brought, const YnJson *answers, GError *unread)
{
  g_autoptr (GError) error = unread;
  g_autoptr (YnDraft) draft = answers == NULL ? NULL : yn_desk_begin (desk, service, answers, NULL, NULL, &error);

  if (draft != NULL)
    {
      brought->matter = g_strdup (draft->matter);
      return;
    }
  brought->why = yn_problems_explain (error, chair->language);
  brought->detail = g_strdup (error->message);
  brought->status = yn_exit_of (error);
}

static void
bring_file (YnChair *chair, YnDesk *desk, const char *service, GPtrArray *all, const char *name)
{
  Brought *brought = add_brought (all, name);
  GError *error = NULL;
  g_autoptr (YnJson) answers = NULL;

  if (g_uuid_string_is_valid (name)) /* a draft that lies there already */
    {
      brought->matter = g_ascii_strdown (name, -1);
      return;
    }
  answers = yn_chair_read_json (name, &error);
  begin_draft (chair, desk, service, brought, answers, error);
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

static gboolean
bring_table (YnChair *chair, YnDesk *desk, const char *service, GPtrArray *all, const char *file, const char *common_file,
             GError **error)
{
  g_autoptr (YnService) form = yn_service_find (service, error);
  g_autoptr (YnJson) common = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  YnOfferTable *table;

  if (form == NULL || (common_file != NULL && (common = yn_chair_read_json (common_file, error)) == NULL)
      || (bytes = yn_file_read (file, YN_CSV_MAX_BYTES, error)) == NULL
      || (rows = yn_csv_read (bytes, error)) == NULL || (table = yn_offer_table_new (form, rows, error)) == NULL)
    return FALSE;
  for (guint i = 0; yn_offer_table_unknown (table)[i] != NULL; i++)
    yn_say_progress (_("No question is called “%s”; the column is left out."), yn_offer_table_unknown (table)[i]);
  for (guint i = 0; i < yn_offer_table_n_rows (table); i++)
    {
      const YnCsvRow *row = g_ptr_array_index (rows, i + 1);
      g_autofree char *source = g_strdup_printf ("%s:%u", file, row->line);
      GError *unread = NULL;
      g_autoptr (YnJson) answers = answers_of_row (form, common, table, i, file, &unread);

      begin_draft (chair, desk, service, add_brought (all, source), answers, unread);
    }
  yn_offer_table_free (table);
  return TRUE;
}

static GPtrArray *
bring (YnChair *chair, YnDesk *desk, const BatchFlags *flags, char **argv, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) brought_free);

  if (flags->csv != NULL)
    return bring_table (chair, desk, argv[1], all, flags->csv, argv[2], error) ? g_steal_pointer (&all) : NULL;
  for (char **name = argv + 2; *name != NULL; name++)
    bring_file (chair, desk, argv[1], all, *name);
  return g_steal_pointer (&all);
}

static const Brought *
brought_as (GPtrArray *all, const char *matter)
{
  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (((const Brought *) g_ptr_array_index (all, i))->matter, matter) == 0)
      return g_ptr_array_index (all, i);
  return NULL;
}

static const char *
source_of (GPtrArray *all, const char *matter)
{
  const Brought *brought = brought_as (all, matter);

  return brought != NULL ? brought->source : NULL;
}

/* Pointers or the words of the questions; NULL-terminated, new. */
static char **
places_named (const char *service, char **names, GError **error)
{
  g_autoptr (YnService) form = yn_service_find (service, error);
  g_auto (GStrv) places = form == NULL ? NULL : yn_places (form);
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  for (; places != NULL && *names != NULL; names++)
    {
      const char *place = yn_places_find (places, form, *names);

      if (place == NULL)
        {
          g_set_error (error, YN_ERROR, YN_ERROR_WRONG_USE, "no question is called \"%s\"", *names);
          return NULL;
        }
      g_strv_builder_add (found, place);
    }
  return places == NULL ? NULL : g_strv_builder_end (found);
}

/* --- saying -------------------------------------------------------------------------------------------------------- */

static void
say_letter (const YnBatch *batch)
{
  yn_say_line (_("The letter, as the first of %u papers says it:"), batch->rows->len);
  for (char **text = batch->letter->texts; *text != NULL; text++)
    yn_say_line ("%s", g_strchomp (*text));
  yn_say_line (_("\nThey differ in:"));
}

static void
say_rows (const YnBatch *batch, GPtrArray *all)
{
  for (guint i = 0; i < batch->rows->len; i++)
    {
      const YnBatchRow *row = g_ptr_array_index (batch->rows, i);
      const char *source = source_of (all, row->matter);
      g_autoptr (GString) line = g_string_new (NULL);

      g_string_append_printf (line, "%4u  %s", i + 1, row->number);
      for (guint c = 0; c < batch->columns->len; c++)
        g_string_append_printf (line, "  %s: %s", ((const YnBatchColumn *) g_ptr_array_index (batch->columns, c))->label,
                                row->values[c]);
      if (source != NULL)
        g_string_append_printf (line, "  (%s)", source);
      yn_say_line ("%s", line->str);
    }
}

static void
say_out (const char *source, const YnExplanation *why, char **fields)
{
  g_autofree char *labels = fields != NULL ? g_strjoinv (", ", fields) : g_strdup ("");

  yn_say_progress (_("Left out: %s: %s %s"), source, why->what, labels);
}

static void
say_batch (const YnBatch *batch, GPtrArray *all)
{
  if (batch->rows->len > 0)
    {
      say_letter (batch);
      say_rows (batch, all);
      yn_say_line (_("What you confirm (SHA-256): %s"), batch->digest);
    }
  for (guint i = 0; i < batch->dropped->len; i++)
    {
      const YnBatchDropped *dropped = g_ptr_array_index (batch->dropped, i);
      const char *source = source_of (all, dropped->matter);

      say_out (source != NULL ? source : dropped->matter, dropped->why, dropped->fields);
    }
}

/* "  B-LT"; where it is less, why. New. */
static char *
level_words (YnChair *chair, const YnSignOutcome *outcome)
{
  g_autoptr (YnExplanation) why = NULL;

  if (outcome == NULL)
    return g_strdup ("");
  if (outcome->missing != NULL)
    why = yn_problems_explain_code (outcome->missing, chair->language);
  return g_strconcat ("  ", yn_signature_level_name (outcome->level), why != NULL ? "  " : NULL,
                      why != NULL ? why->what : NULL, NULL);
}

static void
say_results (YnChair *chair, GPtrArray *results, GPtrArray *all)
{
  for (guint i = 0; i < results->len; i++)
    {
      const YnBatchResult *result = g_ptr_array_index (results, i);
      const char *source = source_of (all, result->matter);
      g_autofree char *level = level_words (chair, result->outcome);

      yn_say_line ("%4u  %s  %s%s%s%s", i + 1, result->number,
                   result->why != NULL      ? result->why->what
                   : result->filing != NULL ? result->filing
                                            : _("signed, and waits for the next signer"),
                   level, source != NULL ? "  " : "", source != NULL ? source : "");
    }
}

static void
write_why (YnJsonWriter *writer, const YnExplanation *why, const char *detail)
{
  g_autoptr (YnJson) error = NULL;

  if (why == NULL)
    return;
  error = yn_explanation_json (why, detail);
  yn_json_writer_member_value (writer, "error", error);
}

static void
write_strings (YnJsonWriter *writer, const char *name, char **strings)
{
  yn_json_writer_name (writer, name);
  yn_json_writer_begin_array (writer);
  for (; strings != NULL && *strings != NULL; strings++)
    yn_json_writer_string (writer, *strings);
  yn_json_writer_end (writer);
}

static void
write_dropped (YnJsonWriter *writer, const YnBatch *batch, GPtrArray *all)
{
  yn_json_writer_name (writer, "dropped");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < all->len; i++)
    {
      const Brought *brought = g_ptr_array_index (all, i);

      if (brought->matter != NULL)
        continue;
      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "source", brought->source);
      yn_json_writer_member_string (writer, "matter", NULL);
      write_why (writer, brought->why, brought->detail);
      write_strings (writer, "fields", NULL);
      yn_json_writer_end (writer);
    }
  for (guint i = 0; i < batch->dropped->len; i++)
    {
      const YnBatchDropped *dropped = g_ptr_array_index (batch->dropped, i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "source", source_of (all, dropped->matter));
      yn_json_writer_member_string (writer, "matter", dropped->matter);
      write_why (writer, dropped->why, "");
      write_strings (writer, "fields", dropped->fields);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static void
write_table (YnJsonWriter *writer, const YnBatch *batch, GPtrArray *all)
{
  yn_json_writer_name (writer, "columns");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < batch->columns->len; i++)
    {
      const YnBatchColumn *column = g_ptr_array_index (batch->columns, i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "pointer", column->pointer);
      yn_json_writer_member_string (writer, "label", column->label);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  yn_json_writer_name (writer, "rows");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < batch->rows->len; i++)
    {
      const YnBatchRow *row = g_ptr_array_index (batch->rows, i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "matter", row->matter);
      yn_json_writer_member_string (writer, "number", row->number);
      yn_json_writer_member_string (writer, "source", source_of (all, row->matter));
      write_strings (writer, "values", row->values);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static void
write_outcome (YnJsonWriter *writer, const YnSignOutcome *outcome)
{
  g_autoptr (YnJson) json = outcome != NULL ? yn_stamping_json (outcome) : NULL;

  yn_json_writer_member_value (writer, "signature", json);
}

static void
write_results (YnJsonWriter *writer, GPtrArray *results, GPtrArray *all)
{
  yn_json_writer_name (writer, "results");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; results != NULL && i < results->len; i++)
    {
      const YnBatchResult *result = g_ptr_array_index (results, i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "matter", result->matter);
      yn_json_writer_member_string (writer, "number", result->number);
      yn_json_writer_member_string (writer, "source", source_of (all, result->matter));
      yn_json_writer_member_string (writer, "id", result->filing);
      yn_json_writer_member_string (writer, "next", result->next);
      write_outcome (writer, result->outcome);
      write_why (writer, result->why, "");
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

/* {"service","title","digest","letter","columns","rows","dropped","confirmed","results"} */
static void
say_json_batch (const YnBatch *batch, GPtrArray *results, GPtrArray *all)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "service", batch->service);
  yn_json_writer_member_string (writer, "title", batch->title);
  yn_json_writer_member_string (writer, "digest", batch->digest);
  write_strings (writer, "letter", batch->letter != NULL ? batch->letter->texts : NULL);
  write_table (writer, batch, all);
  write_dropped (writer, batch, all);
  yn_json_writer_member_boolean (writer, "confirmed", results != NULL);
  write_results (writer, results, all);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  yn_say_json (json);
}

/* --- confirming ---------------------------------------------------------------------------------------------------- */

static gboolean
may_confirm (YnChair *chair, const BatchFlags *flags)
{
  return flags->confirm != NULL || (!chair->json && isatty (STDIN_FILENO));
}

/* By the digest where a script says it; at a terminal by typing how many they are. */
static gboolean
is_confirmed (YnChair *chair, const BatchFlags *flags, const YnBatch *batch)
{
  char typed[NUMBER_TYPED];

  if (batch->rows->len == 0 || !may_confirm (chair, flags))
    return FALSE;
  if (flags->confirm != NULL)
    return TRUE; /* another digest is refused where it is signed */
  g_printerr (_("To sign all of them, type how many they are (%u): "), batch->rows->len);
  return fgets (typed, sizeof typed, stdin) != NULL && g_ascii_strtoull (typed, NULL, 10) == batch->rows->len;
}

static GPtrArray *
sign (YnChair *chair, YnDesk *desk, const BatchFlags *flags, const YnBatch *batch, YnKey *open, GError **error)
{
  g_autoptr (YnKey) key = open != NULL ? yn_key_ref (open) : yn_waiting_key (chair, desk, flags->key, error);

  return key == NULL ? NULL
                     : yn_desk_batch_sign (desk, batch, flags->confirm != NULL ? flags->confirm : batch->digest, key,
                                           NULL, NULL, error);
}

static YnExit
exit_of (const YnBatch *batch, GPtrArray *results, GPtrArray *all)
{
  YnExit status = batch->dropped->len > 0 ? YN_EXIT_NO : YN_EXIT_YES;

  for (guint i = 0; i < all->len; i++)
    status = MAX (status, ((const Brought *) g_ptr_array_index (all, i))->status);
  for (guint i = 0; results != NULL && i < results->len; i++)
    if (((const YnBatchResult *) g_ptr_array_index (results, i))->why != NULL)
      status = MAX (status, YN_EXIT_NO);
  return status;
}

static YnBatch *
make_batch (YnDesk *desk, const BatchFlags *flags, const char *service, GPtrArray *all, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) fields = NULL;
  g_auto (GStrv) matters = NULL;

  for (guint i = 0; i < all->len; i++)
    if (((const Brought *) g_ptr_array_index (all, i))->matter != NULL)
      g_strv_builder_add (builder, ((const Brought *) g_ptr_array_index (all, i))->matter);
  matters = g_strv_builder_end (builder);
  if (flags->fields != NULL && (fields = places_named (service, flags->fields, error)) == NULL)
    return NULL;
  return yn_desk_batch (desk, flags->drafts ? service : NULL, flags->drafts ? NULL : (const char *const *) matters,
                        (const char *const *) fields, NULL, NULL, error);
}

/* Outside of practice the letter names the key's issuer: it is opened before anything is shown. TRUE without @key: there is
 * no need to yet. */
static gboolean
name_key (YnChair *chair, YnDesk *desk, const BatchFlags *flags, YnBatch *batch, YnKey **key, GError **error)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (desk);
  YnKeyKind kind;

  if (status->practice || batch->rows->len == 0 || !may_confirm (chair, flags))
    return TRUE;
  *key = yn_waiting_key (chair, desk, flags->key, error);
  if (*key == NULL)
    return FALSE;
  kind = yn_key_kind (*key);
  return yn_desk_batch_for (desk, batch, &kind, NULL, error);
}

static YnExit
run_batch (YnChair *chair, YnDesk *desk, const BatchFlags *flags, const char *service, GPtrArray *all)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnBatch) batch = make_batch (desk, flags, service, all, &error);
  g_autoptr (YnKey) key = NULL;
  g_autoptr (GPtrArray) results = NULL;

  if (batch == NULL || !name_key (chair, desk, flags, batch, &key, &error))
    return yn_say_error (chair, error);
  for (guint i = 0; !chair->json && i < all->len; i++)
    {
      const Brought *brought = g_ptr_array_index (all, i);

      if (brought->why != NULL)
        say_out (brought->source, brought->why, NULL);
    }
  if (!chair->json)
    say_batch (batch, all);
  if (is_confirmed (chair, flags, batch))
    {
      results = sign (chair, desk, flags, batch, key, &error);
      if (results == NULL)
        return yn_say_error (chair, error);
      if (!chair->json)
        say_results (chair, results, all);
      if (!flags->no_wait)
        yn_desk_send (desk, NULL, NULL); /* what does not go now waits, and `list` says so */
    }
  if (chair->json)
    say_json_batch (batch, results, all);
  return exit_of (batch, results, all);
}

YnExit
yn_verb_batch (YnChair *chair, int argc, char **argv)
{
  g_auto (BatchFlags) flags = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  YnDesk *desk;
  const GOptionEntry entries[] = {
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &flags.csv,
      N_ ("A table with one paper a row, laid over ANSWERS.json where one is named"), "FILE.csv" },
    { "drafts", 0, 0, G_OPTION_ARG_NONE, &flags.drafts, N_ ("All drafts of the service that lie here"), NULL },
    { "field", 0, 0, G_OPTION_ARG_STRING_ARRAY, &flags.fields,
      N_ ("Only these questions may be answered differently (repeatable)"), "QUESTION" },
    { "confirm", 0, 0, G_OPTION_ARG_STRING, &flags.confirm, N_ ("Sign what was shown under this SHA-256"), "SHA256" },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &flags.key, N_ ("The PKCS#12 file; default: the key of the data folder"),
      "FILE.p12" },
    { "no-wait", 0, 0, G_OPTION_ARG_NONE, &flags.no_wait, N_ ("Keep them; do not deliver now"), NULL },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries,
                         "SERVICE ANSWERS.json|MATTER… | [ANSWERS.json] --csv FILE | --drafts", 1, -1))
    return YN_EXIT_WRONG_USE;
  if ((flags.csv != NULL && argc > 3) || (flags.drafts && (flags.csv != NULL || argc > 2))
      || (flags.csv == NULL && !flags.drafts && argc < 3))
    return yn_say_wrong_use (chair, _("Name answers or drafts, or one table with --csv, or --drafts."));
  desk = yn_chair_sit_signed_in (chair, &error);
  all = desk == NULL ? NULL : bring (chair, desk, &flags, argv, &error);
  return all == NULL ? yn_say_error (chair, error) : run_batch (chair, desk, &flags, argv[1], all);
}
