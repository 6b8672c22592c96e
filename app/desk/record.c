/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/record.h"

#include <glib/gi18n-lib.h>

#include "base/clock.h"
#include "base/codes.h"

/* A row of an entry: which member of the record, under which official label, and how it reads. */
typedef struct
{
  const char *pointer;
  const char *label;
  enum
  {
    AS_TEXT,
    AS_MONEY, /* fen */
    AS_LIST,
    AS_YES_NO,
  } reads;
} RowOf;

static const RowOf permit_rows[] = {
  { "/documentNumber", N_ ("Decision document number"), AS_TEXT },
  { "/documentName", N_ ("Decision document"), AS_TEXT },
  { "/certificateName", N_ ("Licence"), AS_TEXT },
  { "/kind", N_ ("Kind of permit"), AS_TEXT },
  { "/number", N_ ("Licence number"), AS_TEXT },
  { "/decidedOn", N_ ("Decided on"), AS_TEXT },
  { "/validFrom", N_ ("Valid from"), AS_TEXT },
  { "/validUntil", N_ ("Valid until"), AS_TEXT },
  { "/content", N_ ("Content"), AS_TEXT },
  { "/authority/name", N_ ("Granted by"), AS_TEXT },
  { "/source/name", N_ ("Source of the data"), AS_TEXT },
  { NULL, NULL, AS_TEXT },
};

static const RowOf penalty_rows[] = {
  { "/documentNumber", N_ ("Penalty decision number"), AS_TEXT },
  { "/kinds", N_ ("Kinds of penalty"), AS_LIST },
  { "/class", N_ ("Class of the dishonesty"), AS_TEXT },
  { "/act", N_ ("Kind of violation"), AS_TEXT },
  { "/facts", N_ ("Facts of the violation"), AS_TEXT },
  { "/basis", N_ ("Basis of the penalty"), AS_TEXT },
  { "/content", N_ ("Content of the penalty"), AS_TEXT },
  { "/amountFen", N_ ("Fine"), AS_MONEY },
  { "/confiscatedFen", N_ ("Confiscated"), AS_MONEY },
  { "/decisionDate", N_ ("Penalty decided on"), AS_TEXT },
  { "/determinationDate", N_ ("Determined by document on"), AS_TEXT },
  { "/publicityEnd", N_ ("Public until"), AS_TEXT },
  { "/dutiesDone", N_ ("Duties fully performed"), AS_YES_NO },
  { "/authority/name", N_ ("Penalised by"), AS_TEXT },
  { "/source/name", N_ ("Source of the data"), AS_TEXT },
  { NULL, NULL, AS_TEXT },
};

static const RowOf list_rows[] = {
  { "/list", N_ ("List"), AS_TEXT },
  { "/reason", N_ ("Reason for entry"), AS_TEXT },
  { "/basis", N_ ("Basis"), AS_TEXT },
  { "/enteredOn", N_ ("Entered on"), AS_TEXT },
  { "/authority/name", N_ ("Entered by"), AS_TEXT },
  { NULL, NULL, AS_TEXT },
};

static const RowOf commitment_rows[] = {
  { "/code", N_ ("Commitment code"), AS_TEXT },
  { "/reason", N_ ("Subject of the commitment"), AS_TEXT },
  { "/madeOn", N_ ("Made on"), AS_TEXT },
  { "/validUntil", N_ ("Valid until"), AS_TEXT },
  { "/performance", N_ ("How it was kept"), AS_TEXT },
  { "/unperformed", N_ ("What was not kept"), AS_TEXT },
  { "/authority/name", N_ ("Accepted by"), AS_TEXT },
  { NULL, NULL, AS_TEXT },
};

static const RowOf honour_rows[] = {
  { "/title", N_ ("Honour"), AS_TEXT },
  { "/year", N_ ("Year"), AS_TEXT },
  { "/by", N_ ("Given by"), AS_TEXT },
  { NULL, NULL, AS_TEXT },
};

static const struct
{
  const char *member;
  const char *kind;
  const char *title;    /* pointer of the entry's title */
  const char *day;      /* pointer of its day */
  const RowOf *rows;
} kinds[] = {
  { "penalties", "penalty", "/documentNumber", "/decisionDate", penalty_rows },
  { "lists", "list", "/list", "/enteredOn", list_rows },
  { "abnormal", "list", "/list", "/enteredOn", list_rows },
  { "commitments", "commitment", "/reason", "/madeOn", commitment_rows },
  { "permits", "permit", "/certificateName", "/decidedOn", permit_rows },
  { "honours", "honour", "/title", "/year", honour_rows },
};

static void
record_row_free (YnRecordRow *row)
{
  g_free (row->title);
  g_free (row->subtitle);
  g_free (row->value);
  g_free (row);
}

static void
record_entry_free (YnRecordEntry *entry)
{
  g_free (entry->id);
  g_free (entry->kind);
  g_free (entry->title);
  g_free (entry->subtitle);
  g_free (entry->status);
  g_ptr_array_unref (entry->rows);
  yn_json_unref (entry->json);
  g_free (entry);
}

void
yn_record_free (YnRecord *record)
{
  g_free (record->as_of);
  g_free (record->grade);
  g_ptr_array_unref (record->counts);
  g_ptr_array_unref (record->entries);
  g_free (record);
}

static void
add_row (GPtrArray *rows, const char *title, char *value)
{
  YnRecordRow *row = g_new0 (YnRecordRow, 1);

  row->title = g_strdup (title);
  row->subtitle = g_strdup ("");
  row->value = value;
  g_ptr_array_add (rows, row);
}

/* Text as it is; a whole number as it is written. NULL: nothing to show. */
static char *
text_of (const YnJson *value)
{
  if (yn_json_is (value, YN_JSON_NUMBER))
    return g_strdup (yn_json_number (value));
  return g_strdup (yn_json_string (value));
}

static char *
read_value (const YnJson *value, const RowOf *row)
{
  gint64 fen;

  switch (row->reads)
    {
    case AS_MONEY:
      if (yn_json_int64 (value, &fen) && fen > 0)
        {
          g_autofree char *yuan = yn_money_format_yuan (fen);
          g_autofree char *wan = yn_money_format_wan (fen);

          return g_strdup_printf (_("%s yuan (%s × 10,000 yuan)"), yuan, wan);
        }
      return NULL;
    case AS_LIST:
      {
        g_autoptr (GString) joined = g_string_new (NULL);

        for (guint i = 0; i < yn_json_size (value); i++)
          g_string_append_printf (joined, "%s%s", i > 0 ? "、" : "", yn_json_string (yn_json_at (value, i)));
        return joined->len > 0 ? g_string_free (g_steal_pointer (&joined), FALSE) : NULL;
      }
    case AS_YES_NO:
      return g_strdup (yn_json_boolean (value) ? _("Yes") : _("No"));
    case AS_TEXT:
    default:
      return text_of (value);
    }
}

static char *
penalty_status (const YnJson *entry)
{
  const char *state = yn_json_get_string (entry, "state");
  const char *end = yn_json_get_string (entry, "publicityEnd");

  if (g_strcmp0 (state, "ended") == 0)
    return g_strdup_printf (_("No longer public since %s"), yn_json_get_string (entry, "endedOn"));
  if (g_strcmp0 (state, "under-repair") == 0)
    return g_strdup (_("Repair applied for"));
  if (g_strcmp0 (state, "under-objection") == 0)
    return g_strdup (_("Under objection"));
  return end == NULL ? g_strdup (_("Public")) : g_strdup_printf (_("Public until %s"), end);
}

static char *
status_of (const char *kind, const YnJson *entry)
{
  if (strcmp (kind, "penalty") == 0)
    return penalty_status (entry);
  if (strcmp (kind, "commitment") == 0)
    {
      const char *performance = yn_json_get_string (entry, "performance");

      return g_strdup (performance == NULL ? _("In force") : performance);
    }
  if (strcmp (kind, "permit") == 0 && yn_json_get_string (entry, "validUntil") != NULL)
    return g_strdup_printf (_("Valid until %s"), yn_json_get_string (entry, "validUntil"));
  if (strcmp (kind, "list") == 0)
    return g_strdup (g_strcmp0 (yn_json_get_string (entry, "state"), "ended") == 0 ? _("Removed") : _("Listed"));
  return g_strdup ("");
}

static YnRecordEntry *
entry_new (guint which, const YnJson *json)
{
  YnRecordEntry *entry = g_new0 (YnRecordEntry, 1);
  g_autofree char *title = text_of (yn_json_pointer (json, kinds[which].title));
  g_autofree char *day = text_of (yn_json_pointer (json, kinds[which].day));
  const char *by = yn_json_string (yn_json_pointer (json, "/authority/name"));

  if (by == NULL)
    by = yn_json_get_string (json, "by");
  entry->id = g_strdup (yn_json_get_string (json, "id"));
  entry->kind = g_strdup (kinds[which].kind);
  entry->title = g_strdup (title == NULL ? "" : title);
  entry->subtitle = g_strjoin (" · ", by == NULL ? "" : by, day, NULL);
  entry->status = status_of (entry->kind, json);
  entry->json = yn_json_ref (json);
  entry->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) record_row_free);
  for (const RowOf *row = kinds[which].rows; row->pointer != NULL; row++)
    {
      const YnJson *value = yn_json_pointer (json, row->pointer);
      char *text = value == NULL ? NULL : read_value (value, row);

      if (text != NULL)
        add_row (entry->rows, _(row->label), text);
      else if (strcmp (row->pointer, "/class") == 0)
        add_row (entry->rows, _(row->label), g_strdup (_("Not stated in the record")));
    }
  return entry;
}

static guint
members (const YnJson *json, const char *first, const char *second)
{
  return yn_json_size (yn_json_get (json, first)) + (second == NULL ? 0 : yn_json_size (yn_json_get (json, second)));
}

static void
add_count (GPtrArray *counts, const char *title, guint count)
{
  add_row (counts, title, g_strdup_printf ("%u", count));
}

/* The eight counters of the report's summary, in its order. */
static GPtrArray *
counters (const YnJson *json)
{
  GPtrArray *counts = g_ptr_array_new_with_free_func ((GDestroyNotify) record_row_free);

  add_count (counts, _("Administration"), members (json, "permits", "penalties"));
  add_count (counts, _("Honours"), members (json, "honours", NULL));
  add_count (counts, _("Serious dishonesty"), members (json, "lists", NULL));
  add_count (counts, _("Abnormal operation"), members (json, "abnormal", NULL));
  add_count (counts, _("Commitments"), members (json, "commitments", NULL));
  add_count (counts, _("Evaluations"), members (json, "evaluations", NULL));
  add_count (counts, _("Judgments"), members (json, "judgments", NULL));
  add_count (counts, _("Other"), members (json, "other", NULL));
  return counts;
}

static char *
grade_of (const YnJson *grade)
{
  const char *until = yn_json_get_string (grade, "validUntil");

  if (yn_json_get_string (grade, "level") == NULL)
    return g_strdup ("");
  if (until == NULL)
    return g_strdup_printf (_("%s · assessed on %s by %s"), yn_json_get_string (grade, "level"),
                            yn_json_get_string (grade, "assessedOn"), yn_json_get_string (grade, "by"));
  return g_strdup_printf (_("%s · assessed on %s by %s · valid until %s"), yn_json_get_string (grade, "level"),
                          yn_json_get_string (grade, "assessedOn"), yn_json_get_string (grade, "by"), until);
}

/* The form's reason may name the shop before it: "…自愿就食品安全与诚信经营作出承诺". */
static gboolean
is_about_the_same (const YnJson *one, const YnJson *other)
{
  const char *of_one = yn_json_get_string (one, "reason");
  const char *of_other = yn_json_get_string (other, "reason");

  return of_one != NULL && of_other != NULL && *of_one != '\0' && *of_other != '\0'
         && (g_str_has_suffix (of_one, of_other) || g_str_has_suffix (of_other, of_one));
}

/* @later: made after @entry, and in force when that ends. */
static gboolean
replaces (const YnJson *later, const YnJson *entry)
{
  const char *until = yn_json_get_string (later, "validUntil");

  return g_strcmp0 (yn_json_get_string (later, "madeOn"), yn_json_get_string (entry, "madeOn")) > 0
         && (until == NULL || g_strcmp0 (until, yn_json_get_string (entry, "validUntil")) > 0)
         && g_strcmp0 (yn_json_get_string (later, "type"), yn_json_get_string (entry, "type")) == 0
         && g_strcmp0 (yn_json_string (yn_json_pointer (later, "/authority/name")),
                       yn_json_string (yn_json_pointer (entry, "/authority/name")))
                == 0
         && is_about_the_same (later, entry);
}

static void
find_replaced (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      YnRecordEntry *entry = g_ptr_array_index (entries, i);

      for (guint j = 0; j < entries->len && !entry->replaced && strcmp (entry->kind, "commitment") == 0; j++)
        {
          const YnRecordEntry *later = g_ptr_array_index (entries, j);

          entry->replaced = strcmp (later->kind, "commitment") == 0 && replaces (later->json, entry->json);
        }
    }
}

YnRecord *
yn_record_from_json (const YnJson *json, YnLanguage language)
{
  YnRecord *record = g_new0 (YnRecord, 1);
  const char *as_of = yn_json_get_string (json, "asOf");

  record->as_of = as_of == NULL ? g_strdup ("") : yn_clock_civil (yn_clock_parse_instant (as_of));
  record->grade = grade_of (yn_json_get (json, "grade"));
  record->counts = counters (json);
  record->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) record_entry_free);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const YnJson *entries = yn_json_get (json, kinds[i].member);

      for (guint j = 0; j < yn_json_size (entries); j++)
        if (yn_json_get_string (yn_json_at (entries, j), "id") != NULL)
          g_ptr_array_add (record->entries, entry_new (i, yn_json_at (entries, j)));
    }
  find_replaced (record->entries);
  return record;
}
