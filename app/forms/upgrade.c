/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/upgrade.h"

#include "base/codes.h"
#include "forms/layout.h"
#include "forms/places.h"

#include <string.h>

typedef struct
{
  const YnJson *old;  /* the begun form's places, by pattern */
  YnJson *new;        /* the new form's */
  const char *version; /* of the old form */
  YnService *service;
  YnAside *aside;
  YnJson *answers;    /* on their way into the new form */
  GPtrArray *news;
  GHashTable *said;   /* code and pattern: of a table's column once, not for each row */
  GHashTable *filled; /* patterns of the new form that answers moved to */
} Upgrade;

/* --- words ------------------------------------------------------------------------------------------------------ */

static void
say (Upgrade *upgrade, const char *code, const char *pointer, const char *was, const char *text)
{
  g_autoptr (YnJsonWriter) details = yn_json_writer_new ();
  g_autofree char *pattern = yn_place_pattern (pointer);
  g_autofree char *once = g_strconcat (code, text != NULL ? pointer : pattern, NULL);

  if (!g_hash_table_add (upgrade->said, g_steal_pointer (&once)))
    return;
  yn_json_writer_begin_object (details);
  if (was != NULL)
    yn_json_writer_member_string (details, "was", was);
  if (text != NULL)
    yn_json_writer_member_string (details, "text", text);
  yn_json_writer_end (details);
  g_ptr_array_add (upgrade->news, yn_problem_new (pointer, NULL, code, yn_json_writer_finish (details)));
}

/* How an answer read in the old form. */
static char *
old_text (const YnJson *place, const YnJson *value)
{
  g_autofree char *written = yn_json_print (value, YN_JSON_COMPACT);
  const char *chosen = yn_json_get_string (yn_json_get (place, "choices"), written);
  gint64 fen;

  if (chosen != NULL)
    return g_strdup (chosen);
  if (yn_json_is (value, YN_JSON_BOOLEAN))
    return g_strdup (yn_json_boolean (value) ? "是" : "否");
  if (g_strcmp0 (yn_json_get_string (place, "format"), "money") == 0 && yn_json_int64 (value, &fen))
    return yn_money_format_yuan (fen);
  if (yn_json_is (value, YN_JSON_ARRAY))
    {
      GString *all = g_string_new (NULL);

      for (guint i = 0; i < yn_json_size (value); i++)
        {
          g_autofree char *one = old_text (place, yn_json_at (value, i));

          g_string_append_printf (all, "%s%s", i > 0 ? "、" : "", one);
        }
      return g_string_free (all, FALSE);
    }
  return g_strdup (yn_json_string (value) != NULL ? yn_json_string (value) : written);
}

/* The question as the old form put it; the pointer where nothing better is known. */
static const char *
old_label (const Upgrade *upgrade, const char *pattern)
{
  const char *label = yn_json_get_string (yn_json_get (upgrade->old, pattern), "label");

  return label != NULL && *label != '\0' ? label : pattern;
}

/* --- where answers go ------------------------------------------------------------------------------------------- */

static gboolean
same (const YnJson *a, const YnJson *b, const char *name)
{
  return g_strcmp0 (yn_json_get_string (a, name), yn_json_get_string (b, name)) == 0;
}

/* The one place that is new, and reads and asks what @pattern did. */
static const char *
namesake (const Upgrade *upgrade, const char *pattern)
{
  const YnJson *old = yn_json_get (upgrade->old, pattern);
  const char *found = NULL;

  for (guint i = 0; old != NULL && i < yn_json_size (upgrade->new); i++)
    {
      const char *name = yn_json_name_at (upgrade->new, i);
      const YnJson *place = yn_json_at (upgrade->new, i);

      if (yn_json_get (upgrade->old, name) != NULL || !same (old, place, "label") || !same (old, place, "asks"))
        continue;
      if (found != NULL)
        return NULL;
      found = name;
    }
  return found;
}

static gboolean
has_place (const Upgrade *upgrade, const char *pointer)
{
  return yn_schema_at (yn_service_schema (upgrade->service), pointer) != NULL;
}

/* Where the answer at @pointer belongs in the new form; NULL: nowhere. New. */
static char *
destination (const Upgrade *upgrade, const char *pointer)
{
  g_autofree char *pattern = yn_place_pattern (pointer);
  const YnJson *moved = yn_json_get (yn_service_json (upgrade->service), "moved");
  const char *to = yn_json_get_string (moved, pattern);

  if (to == NULL && has_place (upgrade, pointer))
    return g_strdup (pointer);
  if (to == NULL)
    to = namesake (upgrade, pattern);
  return to != NULL ? yn_place_after (to, pointer) : NULL;
}

static const char *
type_at (const Upgrade *upgrade, const char *pointer)
{
  const YnJson *view = yn_schema_at (yn_service_schema (upgrade->service), pointer);
  const char *type = yn_json_get_string (view, "type");

  if (type == NULL && yn_json_get (view, "properties") != NULL)
    return "object";
  return type != NULL ? type : "";
}

/* Whether the control there can show @value, right or wrong. What it cannot show would be lost at the first touch. */
static gboolean
can_stand (const Upgrade *upgrade, const char *pointer, const YnJson *value)
{
  const char *type = type_at (upgrade, pointer);
  gboolean list = yn_json_is (value, YN_JSON_ARRAY);
  gboolean boolean = yn_json_is (value, YN_JSON_BOOLEAN);

  if (*type == '\0')
    return TRUE;
  if (g_str_equal (type, "object") || list != g_str_equal (type, "array"))
    return FALSE;
  return boolean == g_str_equal (type, "boolean");
}

static void
set_aside (Upgrade *upgrade, const char *code, const char *pointer, const YnJson *value)
{
  g_autofree char *pattern = yn_place_pattern (pointer);
  g_autofree char *text = old_text (yn_json_get (upgrade->old, pattern), value);
  const char *label = old_label (upgrade, pattern);

  yn_aside_keep (upgrade->aside, pointer, label, text, value, upgrade->version);
  say (upgrade, code, pointer, label, text);
}

static void
compare_places (Upgrade *upgrade, const char *from, const char *to, const YnJson *value)
{
  g_autofree char *old_pattern = yn_place_pattern (from);
  g_autofree char *new_pattern = yn_place_pattern (to);
  const YnJson *old = yn_json_get (upgrade->old, old_pattern);
  const YnJson *new = yn_json_get (upgrade->new, new_pattern);
  const char *code = NULL;

  if (old == NULL || new == NULL)
    return;
  if (!same (old, new, "asks"))
    code = "form-asks-else";
  else if (!same (old, new, "label"))
    code = "form-reworded";
  if (code == NULL)
    return;
  say (upgrade, code, to, old_label (upgrade, old_pattern), NULL);
  yn_aside_look_again (upgrade->aside, to, value, code);
}

/* The place and the tables that it stands in. */
static void
fill (Upgrade *upgrade, const char *pointer)
{
  g_autofree char *pattern = yn_place_pattern (pointer);

  for (const char *star = strstr (pattern, "/*"); star != NULL; star = strstr (star + 1, "/*"))
    g_hash_table_add (upgrade->filled, g_strndup (pattern, star - pattern));
  g_hash_table_add (upgrade->filled, g_steal_pointer (&pattern));
}

static void
move (Upgrade *upgrade, const char *from, const char *to, const YnJson *value)
{
  g_autofree char *old_pattern = yn_place_pattern (from);

  yn_json_put (&upgrade->answers, to, value);
  yn_aside_move (upgrade->aside, from, to);
  yn_aside_look_again (upgrade->aside, to, value, "form-moved");
  fill (upgrade, to);
  say (upgrade, "form-moved", to, old_label (upgrade, old_pattern), NULL);
}

static void
place_answer (Upgrade *upgrade, const YnJson *all, const char *pointer, const YnJson *value)
{
  g_autofree char *to = destination (upgrade, pointer);
  gboolean stays = g_strcmp0 (to, pointer) == 0;

  if (to != NULL && can_stand (upgrade, to, value) && (stays || yn_json_pointer (all, to) == NULL))
    {
      if (!stays)
        {
          yn_json_put (&upgrade->answers, pointer, NULL);
          move (upgrade, pointer, to, value);
        }
      compare_places (upgrade, pointer, to, value);
      return;
    }
  yn_json_put (&upgrade->answers, pointer, NULL);
  yn_aside_put_off (upgrade->aside, pointer, FALSE);
  set_aside (upgrade, to == NULL ? "form-gone" : "form-other-kind", pointer, value);
}

/* An object holds answers, and so does an array of objects; all else is one. From the last to the first: what goes does
 * not move what comes. */
static void
place_answers (Upgrade *upgrade, const YnJson *all, const char *pointer, const YnJson *value)
{
  gboolean object = yn_json_is (value, YN_JSON_OBJECT);
  gboolean rows = yn_json_is (value, YN_JSON_ARRAY) && yn_json_is (yn_json_at (value, 0), YN_JSON_OBJECT);

  if (!object && !rows)
    {
      if (!yn_json_is (value, YN_JSON_ARRAY) || yn_json_size (value) > 0)
        place_answer (upgrade, all, pointer, value);
      return;
    }
  for (guint i = 0; i < yn_json_size (value); i++)
    {
      g_autofree char *token = object ? yn_json_pointer_escape (yn_json_name_at (value, i)) : g_strdup_printf ("%u", i);
      g_autofree char *place = g_strconcat (pointer, "/", token, NULL);

      place_answers (upgrade, all, place, yn_json_at (value, i));
    }
}

/* Objects that moved answers left empty behind, where the new form asks for no object. */
static void
sweep (Upgrade *upgrade, const char *pointer)
{
  const YnJson *value = yn_json_pointer (upgrade->answers, pointer);
  gboolean object = yn_json_is (value, YN_JSON_OBJECT);

  if (!object && !yn_json_is (value, YN_JSON_ARRAY))
    return;
  for (guint i = yn_json_size (value); i-- > 0;)
    {
      const YnJson *now = yn_json_pointer (upgrade->answers, pointer);
      g_autofree char *token = object ? yn_json_pointer_escape (yn_json_name_at (now, i)) : g_strdup_printf ("%u", i);
      g_autofree char *place = g_strconcat (pointer, "/", token, NULL);

      sweep (upgrade, place);
    }
  value = yn_json_pointer (upgrade->answers, pointer);
  if (*pointer != '\0' && yn_json_size (value) == 0
      && !g_str_equal (type_at (upgrade, pointer), object ? "object" : "array"))
    yn_json_put (&upgrade->answers, pointer, NULL);
}

/* --- what is new ------------------------------------------------------------------------------------------------ */

static gboolean
is_hidden (char **hidden, const char *pointer)
{
  return g_strv_contains ((const char *const *) hidden, pointer);
}

/* A new question; of a new table the table alone. */
static void
welcome (Upgrade *upgrade, const char *pattern, char **hidden)
{
  g_autofree char *example = yn_place_example (pattern);
  const YnJson *fallback = yn_json_get (yn_schema_at (yn_service_schema (upgrade->service), example), "default");
  const char *star = strstr (pattern, "/*");
  g_autofree char *table = star != NULL ? g_strndup (pattern, star - pattern) : NULL;

  if (yn_json_get (upgrade->old, pattern) != NULL || g_hash_table_contains (upgrade->filled, pattern)
      || (table != NULL && yn_json_size (yn_json_pointer (upgrade->answers, table)) == 0))
    return;
  if (table == NULL && fallback != NULL && yn_json_pointer (upgrade->answers, pattern) == NULL)
    yn_json_put (&upgrade->answers, pattern, fallback);
  if (!is_hidden (hidden, pattern))
    say (upgrade, "form-new", example, NULL, NULL);
}

/* Answers that stand where they stood, and are not right any more. */
static void
find_unfit (Upgrade *upgrade, const char *today)
{
  g_autoptr (GPtrArray) problems = yn_service_check (upgrade->service, upgrade->answers, NULL, today,
                                                     YN_LANGUAGE_ZH_CN);

  for (guint i = 0; i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);
      const YnJson *value = yn_json_pointer (upgrade->answers, problem->pointer);
      g_autofree char *pattern = yn_place_pattern (problem->pointer);
      const YnJson *old = yn_json_get (upgrade->old, pattern);
      const YnJson *new = yn_json_get (upgrade->new, pattern);
      g_autofree char *text = NULL;

      if (value == NULL || yn_json_is (value, YN_JSON_OBJECT) || new == NULL
          || (old != NULL && same (old, new, "rules")))
        continue;
      text = old_text (old, value);
      say (upgrade, "form-unfit", problem->pointer, old_label (upgrade, pattern), text);
      yn_aside_look_again (upgrade->aside, problem->pointer, value, "form-unfit");
    }
}

static void
compare_clauses (Upgrade *upgrade, const YnJson *old, const YnJson *new)
{
  for (guint i = 0; i < yn_json_size (new); i++)
    {
      const char *id = yn_json_name_at (new, i);

      if (!same (old, new, id))
        say (upgrade, yn_json_get (old, id) == NULL ? "form-clause-new" : "form-clause", "", id, id);
    }
  for (guint i = 0; i < yn_json_size (old); i++)
    if (yn_json_get (new, yn_json_name_at (old, i)) == NULL)
      say (upgrade, "form-clause-gone", "", yn_json_name_at (old, i), yn_json_name_at (old, i));
}

/* A file that is no longer asked for is no longer waited for. */
static void
forget_attachments (YnAside *aside, const YnService *service, const YnJson *answers)
{
  g_auto (GStrv) later = yn_aside_all_put_off (aside, answers);

  for (guint i = 0; later[i] != NULL; i++)
    {
      g_autofree char *title = yn_service_label (service, later[i], YN_LANGUAGE_ZH_CN);

      if (g_str_has_prefix (later[i], "/attachments/") && *title == '\0')
        yn_aside_put_off (aside, later[i], FALSE);
    }
}

YnJson *
yn_upgrade (const YnJson *begun, YnService *service, const YnJson *answers, YnAside *aside, const char *today,
            GPtrArray *news)
{
  g_autoptr (YnJson) now = yn_upgrade_begun (service);
  g_autoptr (YnJson) places = yn_json_ref (yn_json_get (now, "places"));
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) filled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) hidden = NULL;
  const char *version = yn_json_get_string (begun, "version");
  Upgrade upgrade = { yn_json_get (begun, "places"), places, version != NULL ? version : "", service, aside,
                      yn_json_ref (answers), news, said, filled };

  place_answers (&upgrade, answers, "", answers);
  sweep (&upgrade, "");
  hidden = yn_form_hidden (service, upgrade.answers);
  for (guint i = 0; upgrade.old != NULL && i < yn_json_size (places); i++)
    welcome (&upgrade, yn_json_name_at (places, i), hidden);
  find_unfit (&upgrade, today);
  forget_attachments (aside, service, upgrade.answers);
  if (begun != NULL)
    compare_clauses (&upgrade, yn_json_get (begun, "clauses"), yn_json_get (now, "clauses"));
  yn_aside_set_begun (aside, now);
  return upgrade.answers;
}

/* --- news ------------------------------------------------------------------------------------------------------- */

YnJson *
yn_upgrade_news_json (GPtrArray *news)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < news->len; i++)
    {
      const YnProblem *one = g_ptr_array_index (news, i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "pointer", one->pointer);
      yn_json_writer_member_string (writer, "code", one->code);
      yn_json_writer_member_value (writer, "details", one->details);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

GPtrArray *
yn_upgrade_news_read (const YnJson *json, const YnService *service, YnLanguage language)
{
  GPtrArray *news = yn_problems_new ();

  for (guint i = 0; yn_json_is (json, YN_JSON_ARRAY) && i < yn_json_size (json); i++)
    {
      YnProblem *one = yn_problem_from_json (yn_json_at (json, i));
      g_autofree char *label = one != NULL ? yn_service_label (service, one->pointer, language) : NULL;
      const char *was = one != NULL ? yn_json_get_string (one->details, "was") : NULL;
      g_autoptr (YnJson) title = NULL;

      if (one == NULL)
        continue;
      title = yn_json_new_string (*label != '\0' ? label : was != NULL ? was : one->pointer);
      yn_json_put (&one->details, "/title", title);
      g_ptr_array_add (news, one);
    }
  return news;
}

/* What the news say of a table's column holds for each of its rows. */
static const YnProblem *
news_of (GPtrArray *news, const char *code, const char *pointer)
{
  g_autofree char *pattern = yn_place_pattern (pointer);

  for (guint i = 0; i < news->len; i++)
    {
      const YnProblem *one = g_ptr_array_index (news, i);
      g_autofree char *place = yn_place_pattern (one->pointer);

      if (g_str_equal (one->code, code) && g_str_equal (place, pattern))
        return one;
    }
  return NULL;
}

char *
yn_upgrade_look_words (YnAside *aside, const YnService *service, const YnJson *answers, const char *pointer,
                       YnLanguage language)
{
  const char *why = yn_aside_why_look (aside, pointer, answers);
  g_autoptr (GPtrArray) news = NULL;
  g_autoptr (YnExplanation) plain = NULL;
  const YnProblem *one;

  if (why == NULL)
    return NULL;
  news = yn_upgrade_news_read (yn_aside_news (aside), service, language);
  one = news_of (news, why, pointer);
  if (one != NULL)
    return yn_problem_words (one, language);
  plain = yn_problems_explain_code (g_str_has_prefix (why, "form-") ? "form-look" : why, language);
  return g_strdup (plain->what);
}
