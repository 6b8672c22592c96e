/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/samples.h"

#include "base/clock.h"
#include "base/data.h"
#include "base/error.h"

#include <stdlib.h>
#include <string.h>

#define BODIES "authorities.json"

typedef struct
{
  const char *since;
  const YnJson *bodies;
} Telling;

static void tell (YnJsonWriter *writer, const YnJson *json, const Telling *telling);

static char *
days_before (const Telling *telling, int days)
{
  return yn_day_add_days (telling->since, -days);
}

/* "{year:120}" and "{date:120}"; other braces stand for themselves. */
static char *
told_text (const char *text, const Telling *telling)
{
  GString *told = g_string_new (NULL);

  while (*text != '\0')
    {
      gboolean year = g_str_has_prefix (text, "{year:");
      char *end = NULL;
      g_autofree char *day = NULL;

      if (year || g_str_has_prefix (text, "{date:"))
        day = days_before (telling, strtol (text + 6, &end, 10));
      if (day == NULL || *end != '}')
        {
          g_string_append_c (told, *text++);
          continue;
        }
      g_string_append_len (told, day, 4);
      if (!year)
        g_string_append_printf (told, "%.2s%.2s", day + 5, day + 8);
      text = end + 1;
    }
  return g_string_free (told, FALSE);
}

static void
tell_day (YnJsonWriter *writer, const YnJson *json, const Telling *telling)
{
  g_autofree char *before = days_before (telling, yn_json_get_int (json, "daysAgo", 0));
  g_autofree char *day = yn_day_add_months (before, yn_json_get_int (json, "months", 0));

  yn_json_writer_string (writer, day);
}

static void
tell_object (YnJsonWriter *writer, const YnJson *json, const Telling *telling)
{
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < yn_json_size (json); i++)
    {
      const char *name = yn_json_name_at (json, i);
      const YnJson *value = yn_json_at (json, i);
      const YnJson *body = NULL;

      if (g_str_equal (name, "authority") || g_str_equal (name, "source"))
        body = yn_json_get (telling->bodies, yn_json_string (value) != NULL ? yn_json_string (value) : "");
      yn_json_writer_name (writer, name);
      tell (writer, body != NULL ? body : value, telling);
    }
  yn_json_writer_end (writer);
}

static void
tell (YnJsonWriter *writer, const YnJson *json, const Telling *telling)
{
  if (yn_json_is (json, YN_JSON_STRING))
    {
      g_autofree char *text = told_text (yn_json_string (json), telling);

      yn_json_writer_string (writer, text);
    }
  else if (yn_json_is (json, YN_JSON_OBJECT) && yn_json_get (json, "daysAgo") != NULL)
    tell_day (writer, json, telling);
  else if (yn_json_is (json, YN_JSON_OBJECT))
    tell_object (writer, json, telling);
  else if (yn_json_is (json, YN_JSON_ARRAY))
    {
      yn_json_writer_begin_array (writer);
      for (guint i = 0; i < yn_json_size (json); i++)
        tell (writer, yn_json_at (json, i), telling);
      yn_json_writer_end (writer);
    }
  else
    yn_json_writer_value (writer, json);
}

static void
sample_free (gpointer data)
{
  YnSample *sample = data;

  g_free (sample->uscc);
  yn_json_unref (sample->json);
  g_free (sample);
}

static YnSample *
sample_load (const char *name, const Telling *telling, GError **error)
{
  g_autofree char *path = g_strdup_printf ("practice/%s", name);
  g_autoptr (YnJson) file = yn_data_json (path, error);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  YnSample *sample;

  if (file == NULL)
    return NULL;
  tell (writer, file, telling);
  sample = g_new0 (YnSample, 1);
  sample->json = yn_json_writer_finish (writer);
  sample->uscc = g_strdup (yn_json_get_string (yn_json_get (sample->json, "enterprise"), "uscc"));
  return sample;
}

static int
compare_order (gconstpointer a, gconstpointer b)
{
  const YnSample *one = *(const YnSample *const *) a;
  const YnSample *other = *(const YnSample *const *) b;

  return (int) (yn_json_get_int (one->json, "order", 0) - yn_json_get_int (other->json, "order", 0));
}

GPtrArray *
yn_samples_load (const char *since, GError **error)
{
  g_autoptr (YnJson) bodies = yn_data_json ("practice/" BODIES, error);
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func (sample_free);
  g_auto (GStrv) names = yn_data_list ("practice");
  const Telling telling = { since, bodies };

  if (bodies == NULL)
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    {
      YnSample *sample;

      if (g_str_equal (names[i], BODIES))
        continue;
      sample = sample_load (names[i], &telling, error);
      if (sample == NULL)
        return NULL;
      g_ptr_array_add (samples, sample);
    }
  g_ptr_array_sort (samples, compare_order);
  return g_steal_pointer (&samples);
}

const YnSample *
yn_samples_find (GPtrArray *samples, const char *uscc)
{
  for (guint i = 0; i < samples->len; i++)
    {
      const YnSample *sample = g_ptr_array_index (samples, i);

      if (g_strcmp0 (sample->uscc, uscc) == 0)
        return sample;
    }
  return NULL;
}

const YnJson *
yn_sample_enterprise (const YnSample *sample)
{
  return yn_json_get (sample->json, "enterprise");
}

const char *
yn_sample_name (const YnSample *sample)
{
  return yn_json_get_string (yn_sample_enterprise (sample), "name");
}

/* What a fate does not name fits everything. */
static gboolean
fits (const YnJson *fate, const char *name, const char *value)
{
  const char *wanted = yn_json_get_string (fate, name);

  return wanted == NULL || g_strcmp0 (wanted, value) == 0;
}

const YnJson *
yn_sample_fate (const YnSample *sample, const char *service, const char *record, const char *relation)
{
  const YnJson *fates = yn_json_get (sample->json, "fates");

  for (guint i = 0; i < yn_json_size (fates); i++)
    {
      const YnJson *fate = yn_json_at (fates, i);

      if (fits (fate, "service", service) && fits (fate, "record", record)
          && fits (fate, "relation", relation))
        return fate;
    }
  return NULL;
}
