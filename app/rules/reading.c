/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "rules/reading.h"

#include <string.h>
#include "base/clock.h"
#include "rules/say.h"

typedef enum
{
  DUTIES_UNKNOWN,
  DUTIES_OPEN,
  DUTIES_DONE,
} Duties;

/* What is worked out before it is put into words. */
typedef struct
{
  const YnPenaltyCase *penalty;
  const YnPack *pack;
  const YnJson *class;
  const char *repair; /* "after-minimum", "after-duties", "never", "not-published" */
  const char *start;
  gboolean start_assumed; /* the rule counts from a day that the record does not give */
  Duties duties;
  char *from; /* or NULL */
  char *end;  /* or NULL */
} Work;

static gboolean
in_array (const YnJson *array, const char *text)
{
  for (guint i = 0; text != NULL && i < yn_json_size (array); i++)
    if (g_strcmp0 (yn_json_string (yn_json_at (array, i)), text) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
all_kinds_in (const YnJson *record, const YnJson *array)
{
  const YnJson *kinds = yn_json_get (record, "kinds");

  for (guint i = 0; i < yn_json_size (kinds); i++)
    if (!in_array (array, yn_json_string (yn_json_at (kinds, i))))
      return FALSE;
  return yn_json_size (kinds) > 0;
}

static gboolean
by_class (const YnPack *pack)
{
  const YnJson *first = yn_json_at (yn_json_get (yn_pack_json (pack), "classes"), 0);

  return yn_json_get_string (yn_json_get (first, "match"), "class") != NULL;
}

static gboolean
fits (const YnJson *class, const YnJson *record)
{
  const YnJson *match = yn_json_get (class, "match");
  const char *wanted = yn_json_get_string (match, "class");

  if (wanted != NULL)
    return g_strcmp0 (wanted, yn_json_get_string (record, "class")) == 0;
  if (yn_json_get_boolean (match, "simpleProcedure", FALSE))
    return yn_json_get_boolean (record, "simpleProcedure", FALSE);
  if (yn_json_get (match, "onlyKinds") != NULL)
    return all_kinds_in (record, yn_json_get (match, "onlyKinds"));
  if (yn_json_get (match, "fields") != NULL)
    return in_array (yn_json_get (match, "fields"), yn_json_get_string (record, "field"));
  return TRUE;
}

GPtrArray *
yn_reading_classes (const YnPack *pack, const YnJson *record)
{
  const YnJson *classes = yn_json_get (yn_pack_json (pack), "classes");
  GPtrArray *fitting = g_ptr_array_new ();

  for (guint i = 0; i < yn_json_size (classes); i++)
    {
      if (!fits (yn_json_at (classes, i), record))
        continue;
      g_ptr_array_add (fitting, (gpointer) yn_json_at (classes, i));
      return fitting;
    }
  for (guint i = 0; i < yn_json_size (classes); i++)
    g_ptr_array_add (fitting, (gpointer) yn_json_at (classes, i));
  return fitting;
}

static int
months_of (const Work *work, const char *which)
{
  return (int) yn_json_get_int (yn_json_get (work->class, which), "value", -1);
}

static gboolean
verified (const Work *work, const char *which)
{
  return yn_json_get_boolean (yn_json_get (work->class, which), "verified", FALSE);
}

static Duties
duties_of (const YnJson *record)
{
  const YnJson *done = yn_json_get (record, "dutiesDone");

  if (!yn_json_is (done, YN_JSON_BOOLEAN))
    return DUTIES_UNKNOWN;
  return yn_json_boolean (done) ? DUTIES_DONE : DUTIES_OPEN;
}

static void
work_out (Work *work)
{
  const char *determined = yn_json_get_string (work->penalty->record, "determinationDate");
  int min = months_of (work, "min");
  int max = months_of (work, "max");

  work->repair = yn_json_get_string (work->class, "repair");
  work->duties = duties_of (work->penalty->record);
  work->start = work->penalty->decided;
  if (g_strcmp0 (yn_json_get_string (yn_pack_json (work->pack), "start"), "determination") == 0)
    {
      work->start_assumed = !yn_day_valid (determined);
      if (!work->start_assumed)
        work->start = determined;
    }
  if (max >= 0)
    work->end = yn_day_add_months (work->start, max);
  if (g_strcmp0 (work->repair, "after-minimum") == 0 && min >= 0)
    work->from = yn_day_add_months (work->start, min);
  if (g_strcmp0 (work->repair, "after-duties") == 0 && work->duties == DUTIES_DONE)
    work->from = yn_day_add_months (work->start, MAX (min, 0));
}

static gboolean
repairable (const Work *work)
{
  return g_strcmp0 (work->repair, "never") != 0 && g_strcmp0 (work->repair, "not-published") != 0;
}

static gboolean
ended (const Work *work)
{
  return work->end != NULL && yn_day_compare (work->penalty->today, work->end) >= 0;
}

/* Duties that the record says nothing about are no reason for "no": the text says what must be shown. */
static gboolean
applies_now (const Work *work)
{
  return repairable (work) && work->from != NULL && !ended (work) && work->duties != DUTIES_OPEN
         && yn_day_compare (work->penalty->today, work->from) >= 0;
}

static char *
class_words (const Work *work)
{
  return g_strdup (yn_json_text (yn_json_get (work->class, "words"), work->penalty->language));
}

static char *
rests_on_words (const Work *work, const char *rests_on)
{
  YnLanguage language = work->penalty->language;
  const char *stated = yn_json_get_string (work->penalty->record, "class");
  const char *examples = yn_json_text (yn_json_get (work->class, "examples"), language);
  g_autofree char *class = class_words (work);
  g_autofree char *rule = yn_say (language, rests_on, "document", yn_pack_document (work->pack), NULL);
  g_autofree char *which = NULL;

  if (!by_class (work->pack))
    which = yn_say (language, "class-matched", "class", class, NULL);
  else if (fits (work->class, work->penalty->record))
    which = yn_say (language, "class-stated", "class", class, NULL);
  else if (stated != NULL)
    which = yn_say (language, "class-foreign", "stated", stated, "class", class, NULL);
  else if (*examples != '\0')
    which = yn_say (language, "class-if-examples", "class", class, "examples", examples, NULL);
  else
    which = yn_say (language, "class-if", "class", class, NULL);
  return yn_say (language, "join", "a", rule, "b", which, NULL);
}

static char *
start_words (const Work *work)
{
  YnLanguage language = work->penalty->language;
  const char *start = yn_json_text (yn_json_get (yn_pack_json (work->pack), "startWords"), language);
  g_autofree char *day = yn_say_day (language, work->start);

  return yn_say (language, work->start_assumed ? "start-fallback" : "start", "start", start, "day", day, NULL);
}

/* "minimum" or "maximum", with its doubt beside it where the number is not verified. */
static char *
number_words (const Work *work, const char *key, const char *which, const char *day)
{
  YnLanguage language = work->penalty->language;
  g_autofree char *months = g_strdup_printf ("%d", months_of (work, which));
  g_autofree char *day_text = yn_say_day (language, day);
  g_autofree char *said = yn_say (language, key, "months", months, "day", day_text, NULL);
  g_autofree char *doubt = NULL;

  if (verified (work, which))
    return g_steal_pointer (&said);
  doubt = yn_say (language, "number-unconfirmed", "months", months, "by", work->penalty->by, NULL);
  return g_strconcat (said, doubt, NULL);
}

static char *
duties_words (const Work *work)
{
  static const char *keys[] = { "duties-unknown", "duties-open", "duties-done" };

  return yn_say (work->penalty->language, keys[work->duties], NULL);
}

static char *
ended_words (const Work *work)
{
  YnLanguage language = work->penalty->language;
  const YnJson *open = yn_json_get (yn_pack_json (work->pack), "endWithoutDuties");
  g_autofree char *day = yn_say_day (language, work->end);

  if (work->duties == DUTIES_OPEN && open != NULL)
    return g_strdup (yn_json_text (open, language));
  return yn_say (language, "ended", "day", day, NULL);
}

static char *
publicity_end_words (const Work *work)
{
  const char *stated = yn_json_get_string (work->penalty->record, "publicityEnd");
  g_autofree char *day = NULL;

  if (!yn_day_valid (stated) || work->end == NULL || yn_day_compare (stated, work->end) == 0)
    return NULL;
  day = yn_say_day (work->penalty->language, stated);
  return yn_say (work->penalty->language, "publicity-end-differs", "day", day, "by", work->penalty->by, NULL);
}

static void
add (GString *paragraph, const Work *work, char *text)
{
  yn_say_add (paragraph, work->penalty->language, text);
  g_free (text);
}

static char *
not_repairable_words (const Work *work)
{
  g_autofree char *months = g_strdup_printf ("%d", months_of (work, "max"));
  g_autofree char *class = class_words (work);
  GString *said = g_string_new (NULL);

  add (said, work,
       yn_say (work->penalty->language, work->repair, "document", yn_pack_document (work->pack), "months", months,
               "class", class, "by", work->penalty->by, NULL));
  return g_string_free (said, FALSE);
}

static char *
why_words (const Work *work)
{
  YnLanguage language = work->penalty->language;
  GString *said = g_string_new (NULL);

  if (g_strcmp0 (work->repair, "not-published") == 0)
    return g_string_free (said, FALSE);
  add (said, work, start_words (work));
  if (g_strcmp0 (work->repair, "after-minimum") == 0 && work->from != NULL)
    add (said, work, number_words (work, "minimum", "min", work->from));
  if (g_strcmp0 (work->repair, "after-duties") == 0)
    add (said, work, yn_say (language, "after-duties", NULL));
  if (work->end != NULL)
    add (said, work, number_words (work, "maximum", "max", work->end));
  if (repairable (work))
    add (said, work, duties_words (work));
  if (ended (work))
    add (said, work, ended_words (work));
  add (said, work, publicity_end_words (work));
  yn_say_add (said, language, yn_json_text (yn_json_get (work->class, "note"), language));
  return g_string_free (said, FALSE);
}

static gboolean
unverified (const Work *work, const char *which)
{
  return yn_json_get (work->class, which) != NULL && !verified (work, which);
}

/* NULL: nothing here is open. */
static char *
confirm_words (const Work *work, gboolean alone)
{
  YnLanguage language = work->penalty->language;
  const struct
  {
    gboolean open;
    const char *key;
  } doubts[] = {
    { !alone, "confirm-rule" },
    { by_class (work->pack) && !fits (work->class, work->penalty->record), "confirm-class" },
    { work->start_assumed, "confirm-start" },
    { unverified (work, "min") || unverified (work, "max"), "confirm-number" },
    { unverified (work, "published"), "confirm-published" },
  };
  g_autofree char *what = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (doubts); i++)
    {
      g_autofree char *before = doubts[i].open ? g_steal_pointer (&what) : NULL;
      g_autofree char *doubt = doubts[i].open ? yn_say (language, doubts[i].key, NULL) : NULL;

      if (doubt != NULL)
        what = before != NULL ? yn_say (language, "confirm-join", "a", before, "b", doubt, NULL)
                              : g_steal_pointer (&doubt);
    }
  return what != NULL ? yn_say (language, "confirm", "what", what, "by", work->penalty->by, NULL) : NULL;
}

static void
member_text (YnJsonWriter *writer, const char *name, char *text)
{
  yn_json_writer_member_string (writer, name, text);
  g_free (text);
}

static YnJson *
write_reading (const Work *work, const char *rests_on, gboolean alone)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "rule", yn_pack_id (work->pack));
  yn_json_writer_member_string (writer, "document", yn_pack_document (work->pack));
  yn_json_writer_member_string (writer, "article", yn_json_get_string (work->class, "article"));
  member_text (writer, "reads", rests_on_words (work, rests_on));
  yn_json_writer_member_string (writer, "class", yn_json_get_string (work->class, "class"));
  member_text (writer, "classWords", class_words (work));
  yn_json_writer_member_string (writer, "startsOn", work->start);
  yn_json_writer_member_string (writer, "mayApplyFrom", repairable (work) ? work->from : NULL);
  yn_json_writer_member_string (writer, "automaticEnd", work->end);
  yn_json_writer_member_boolean (writer, "mayApplyNow", applies_now (work));
  member_text (writer, "why", why_words (work));
  yn_json_writer_name (writer, "months");
  if (yn_json_get (work->class, "min") != NULL)
    {
      yn_json_writer_begin_object (writer);
      yn_json_writer_member_value (writer, "min", yn_json_get (work->class, "min"));
      yn_json_writer_member_value (writer, "max", yn_json_get (work->class, "max"));
      yn_json_writer_end (writer);
    }
  else
    yn_json_writer_null (writer);
  member_text (writer, "notRepairable", repairable (work) ? NULL : not_repairable_words (work));
  member_text (writer, "toBeConfirmedBy", confirm_words (work, alone));
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

YnReading *
yn_reading_new (const YnPenaltyCase *penalty, const YnPack *pack, const YnJson *class, const char *rests_on,
                gboolean alone)
{
  Work work = { .penalty = penalty, .pack = pack, .class = class };
  YnReading *reading = g_new0 (YnReading, 1);

  work_out (&work);
  reading->pack = pack;
  reading->class = yn_json_get_string (class, "class");
  reading->repairable = repairable (&work);
  reading->may_apply_now = applies_now (&work);
  reading->json = write_reading (&work, rests_on, alone);
  reading->may_apply_from = reading->repairable ? g_steal_pointer (&work.from) : NULL;
  g_free (work.from);
  g_free (work.end);
  return reading;
}

void
yn_reading_free (YnReading *reading)
{
  if (reading == NULL)
    return;
  g_free (reading->may_apply_from);
  yn_json_unref (reading->json);
  g_free (reading);
}
