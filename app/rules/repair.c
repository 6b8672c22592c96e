/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "rules/repair.h"

#include <string.h>
#include "base/clock.h"
#include "base/error.h"
#include "rules/calendar.h"
#include "rules/reading.h"
#include "rules/say.h"

/* The rules that could apply: the one the record names; else the one when it was decided and the one of today. No rule
 * seen says which of these two it is, so both are read. */
typedef struct
{
  const YnPack *packs[2];
  const char *rests_on[2]; /* keys of words.json */
  guint n;
  const YnPack *procedure; /* whose materials and timers an application of today meets first */
  gboolean unknown;        /* the record names a rule that no pack holds */
} Rules;

static Rules
rules_for (const YnJson *record, const char *decided, const char *today)
{
  const char *named = yn_json_get_string (record, "ruleId");
  const YnPack *stated = named != NULL ? yn_pack_find (named, NULL) : NULL;
  const YnPack *then = yn_pack_on (decided);
  const YnPack *now = yn_pack_on (today);
  Rules rules = { .procedure = now, .unknown = named != NULL && stated == NULL };

  if (stated != NULL)
    {
      rules.packs[rules.n] = stated;
      rules.rests_on[rules.n++] = "stated-rule";
      if (g_strcmp0 (yn_json_get_string (yn_pack_json (stated), "track"), "general") != 0 || now == NULL)
        rules.procedure = stated;
      return rules;
    }
  if (then != NULL)
    {
      rules.packs[rules.n] = then;
      rules.rests_on[rules.n++] = then == now ? "rule-both" : "rule-then";
    }
  if (now != NULL && now != then)
    {
      rules.packs[rules.n] = now;
      rules.rests_on[rules.n++] = "rule-today";
    }
  if (rules.procedure == NULL)
    rules.procedure = then;
  return rules;
}

static GPtrArray *
read_all (const YnPenaltyCase *penalty, const Rules *rules)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_reading_free);

  for (guint i = 0; i < rules->n; i++)
    {
      g_autoptr (GPtrArray) classes = yn_reading_classes (rules->packs[i], penalty->record);

      for (guint j = 0; j < classes->len; j++)
        g_ptr_array_add (readings, yn_reading_new (penalty, rules->packs[i], g_ptr_array_index (classes, j),
                                                   rules->rests_on[i], rules->n == 1));
    }
  return readings;
}

static const char *
first_day (GPtrArray *readings)
{
  const char *first = NULL;

  for (guint i = 0; i < readings->len; i++)
    {
      const YnReading *reading = g_ptr_array_index (readings, i);

      if (reading->may_apply_from != NULL
          && (first == NULL || yn_day_compare (reading->may_apply_from, first) < 0))
        first = reading->may_apply_from;
    }
  return first;
}

static const char *
may_apply_now (const YnJson *record, GPtrArray *readings)
{
  const char *state = yn_json_get_string (record, "state");
  guint yes = 0;

  if (g_strcmp0 (state, "ended") == 0 || g_strcmp0 (state, "under-repair") == 0)
    return "no";
  for (guint i = 0; i < readings->len; i++)
    yes += ((const YnReading *) g_ptr_array_index (readings, i))->may_apply_now ? 1 : 0;
  return yes == 0 ? "no" : yes == readings->len ? "yes" : "differs";
}

/* A material of some classes only is asked where one of them is read. */
static gboolean
asked_in (const YnJson *material, const YnPack *pack, GPtrArray *readings)
{
  const YnJson *classes = yn_json_get (material, "classes");

  for (guint i = 0; i < readings->len; i++)
    {
      const YnReading *reading = g_ptr_array_index (readings, i);

      if (reading->pack != pack || !reading->repairable)
        continue;
      if (classes == NULL)
        return TRUE;
      for (guint j = 0; j < yn_json_size (classes); j++)
        if (g_strcmp0 (yn_json_string (yn_json_at (classes, j)), reading->class) == 0)
          return TRUE;
    }
  return FALSE;
}

static void
write_material (YnJsonWriter *writer, const YnJson *material, const YnPack *pack, YnLanguage language)
{
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", yn_json_get_string (material, "id"));
  yn_json_writer_member_string (writer, "title", yn_json_text (yn_json_get (material, "title"), language));
  yn_json_writer_member_string (writer, "why", yn_json_text (yn_json_get (material, "why"), language));
  yn_json_writer_member_string (writer, "rule", yn_pack_id (pack));
  yn_json_writer_member_string (writer, "document", yn_pack_document (pack));
  yn_json_writer_member_boolean (writer, "verified", yn_json_get_boolean (material, "verified", FALSE));
  yn_json_writer_end (writer);
}

/* Each once; the rule of the procedure speaks first. */
static void
write_materials (YnJsonWriter *writer, const Rules *rules, GPtrArray *readings, YnLanguage language)
{
  g_autoptr (GHashTable) written = g_hash_table_new (g_str_hash, g_str_equal);

  yn_json_writer_begin_array (writer);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < rules->n; i++)
      {
        const YnPack *pack = rules->packs[i];
        const YnJson *materials = yn_json_get (yn_pack_json (pack), "materials");

        if ((pack == rules->procedure) != (pass == 0))
          continue;
        for (guint j = 0; j < yn_json_size (materials); j++)
          {
            const YnJson *material = yn_json_at (materials, j);
            const char *id = yn_json_get_string (material, "id");

            if (id != NULL && asked_in (material, pack, readings) && g_hash_table_add (written, (gpointer) id))
              write_material (writer, material, pack, language);
          }
      }
  yn_json_writer_end (writer);
}

static void
write_timers (YnJsonWriter *writer, const YnPack *pack, const char *today, YnLanguage language)
{
  const YnJson *timers = yn_json_get (yn_pack_json (pack), "timers");

  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (timers); i++)
    {
      const YnJson *timer = yn_json_at (timers, i);
      const YnJson *days = yn_json_get (timer, "workingDays");
      int count = (int) yn_json_get_int (days, "value", 0);
      gboolean from_today = g_strcmp0 (yn_json_get_string (timer, "from"), "application") == 0;
      gboolean certain = FALSE;
      g_autofree char *by = from_today ? yn_calendar_add_working_days (today, count, &certain) : NULL;

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "id", yn_json_get_string (timer, "id"));
      yn_json_writer_member_string (writer, "what", yn_json_text (yn_json_get (timer, "what"), language));
      yn_json_writer_member_int (writer, "workingDays", count);
      yn_json_writer_member_boolean (writer, "verified", yn_json_get_boolean (days, "verified", FALSE));
      yn_json_writer_member_string (writer, "source", yn_json_get_string (days, "source"));
      yn_json_writer_member_string (writer, "byIfAppliedToday", by);
      yn_json_writer_member_boolean (writer, "calendarCertain", certain);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static char *
note_words (const YnJson *record, const Rules *rules, YnLanguage language)
{
  static const char *states[] = { "ended", "under-repair", "under-objection" };
  const char *state = yn_json_get_string (record, "state");
  GString *said = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (state, states[i]) == 0)
      {
        g_autofree char *key = g_strconcat ("state-", state, NULL);
        g_autofree char *text = yn_say (language, key, NULL);

        yn_say_add (said, language, text);
      }
  if (rules->unknown)
    {
      g_autofree char *text = yn_say (language, "rule-unknown", "rule", yn_json_get_string (record, "ruleId"), NULL);

      yn_say_add (said, language, text);
    }
  if (said->len > 0)
    return g_string_free (said, FALSE);
  g_string_free (said, TRUE);
  return NULL;
}

static void
write_readings (YnJsonWriter *writer, GPtrArray *readings)
{
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < readings->len; i++)
    yn_json_writer_value (writer, ((const YnReading *) g_ptr_array_index (readings, i))->json);
  yn_json_writer_end (writer);
}

static YnJson *
write_explanation (const YnPenaltyCase *penalty, const Rules *rules, GPtrArray *readings)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  const YnJson *procedure = yn_pack_json (rules->procedure);
  const YnJson *authority = yn_json_get (penalty->record, "authority");
  g_autofree char *note = note_words (penalty->record, rules, penalty->language);

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "record", yn_json_get_string (penalty->record, "id"));
  yn_json_writer_member_string (writer, "classStated", yn_json_get_string (penalty->record, "class"));
  yn_json_writer_name (writer, "readings");
  write_readings (writer, readings);
  yn_json_writer_member_string (writer, "today", penalty->today);
  yn_json_writer_member_string (writer, "mayApplyNow", may_apply_now (penalty->record, readings));
  yn_json_writer_member_string (writer, "firstDay", first_day (readings));
  yn_json_writer_member_string (writer, "note", note);
  yn_json_writer_name (writer, "body");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "name", penalty->by);
  yn_json_writer_member_string (writer, "uscc", yn_json_get_string (authority, "uscc"));
  yn_json_writer_end (writer);
  yn_json_writer_member_string (writer, "window", yn_json_text (yn_json_get (procedure, "window"), penalty->language));
  yn_json_writer_name (writer, "materials");
  write_materials (writer, rules, readings, penalty->language);
  yn_json_writer_name (writer, "timers");
  write_timers (writer, rules->procedure, penalty->today, penalty->language);
  yn_json_writer_member_string (writer, "free", yn_json_text (yn_json_get (procedure, "free"), penalty->language));
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

YnJson *
yn_repair_explain (const YnJson *record, const char *today, YnLanguage language, GError **error)
{
  const char *decided = yn_json_get_string (record, "decisionDate");
  const char *authority = yn_json_get_string (yn_json_get (record, "authority"), "name");
  g_autofree char *somebody = yn_say (language, "authority", NULL);
  YnPenaltyCase penalty = { record, today, decided, authority != NULL ? authority : somebody, language };
  Rules rules;
  g_autoptr (GPtrArray) readings = NULL;

  if (!yn_day_valid (decided) || !yn_day_valid (today))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_NONSENSE, "a penalty record without a day of decision");
      return NULL;
    }
  rules = rules_for (record, decided, today);
  if (rules.n == 0)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_NONSENSE, "no rule pack was in force on either day");
      return NULL;
    }
  readings = read_all (&penalty, &rules);
  return write_explanation (&penalty, &rules, readings);
}
