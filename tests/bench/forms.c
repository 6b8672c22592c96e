/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* How long a form takes: read, laid out, followed after one answer changed, its hidden answers left out, checked. One line for
 * each size, the median of some rounds, in milliseconds. 300 rules whatever the size; nine kinds of control; every tenth
 * property required. Nothing is judged here. */

#include "forms/answers.h"
#include "forms/layout.h"

#include <stdlib.h>
#include <time.h>

#define RULES 300
#define ROUNDS 15

static void
write_property (YnJsonWriter *writer, guint i)
{
  static const char *const kinds[] = {
    "{\"type\":\"string\",\"maxLength\":60}", "{\"type\":\"integer\",\"minimum\":0,\"maximum\":1000}", "{\"type\":\"boolean\"}",
    "{\"type\":\"string\",\"format\":\"date\"}", "{\"type\":\"string\",\"enum\":[\"a\",\"b\",\"c\",\"d\"]}",
    "{\"type\":\"number\",\"multipleOf\":0.01}", "{\"type\":\"integer\",\"format\":\"money\",\"minimum\":0}",
    "{\"type\":\"string\",\"pattern\":\"^[A-Z0-9-]+$\"}", "{\"type\":\"string\",\"maxLength\":2000}",
  };
  g_autofree char *name = g_strdup_printf ("q%u", i);
  g_autofree char *title = g_strdup_printf ("第 %u 问", i);
  g_autoptr (YnJson) plain = yn_json_parse (kinds[i % G_N_ELEMENTS (kinds)], -1, NULL);
  g_autoptr (YnJson) text = yn_json_new_string (title);
  g_autoptr (YnJson) titled = yn_json_with (plain, "/title", text);

  yn_json_writer_member_value (writer, name, titled);
}

static YnJson *
schema_of (guint n)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "type", "object");
  yn_json_writer_name (writer, "properties");
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < n; i++)
    write_property (writer, i);
  yn_json_writer_end (writer);
  yn_json_writer_name (writer, "required");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < n; i += 10)
    {
      g_autofree char *name = g_strdup_printf ("q%u", i);

      yn_json_writer_string (writer, name);
    }
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

/* A rule for one control in so many, by the nearest yes-no question before it. */
static void
write_rule (YnJsonWriter *writer, guint i)
{
  static const char *const effects[] = { "SHOW", "HIDE", "ENABLE", "DISABLE", "READONLY" };
  g_autofree char *json = g_strdup_printf ("{\"effect\":\"%s\",\"condition\":{\"scope\":\"#/properties/q%u\","
                                           "\"schema\":{\"const\":true}}}",
                                           effects[i % G_N_ELEMENTS (effects)], i / 9 * 9 + 2);
  g_autoptr (YnJson) rule = yn_json_parse (json, -1, NULL);

  yn_json_writer_member_value (writer, "rule", rule);
}

static YnJson *
uischema_of (guint n)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  guint rules = 0;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "type", "VerticalLayout");
  yn_json_writer_name (writer, "elements");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *scope = g_strdup_printf ("#/properties/q%u", i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "type", "Control");
      yn_json_writer_member_string (writer, "scope", scope);
      if (i * RULES / n >= rules && i % 9 != 2)
        {
          write_rule (writer, i);
          rules++;
        }
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static double
median (gint64 *times)
{
  qsort (times, ROUNDS, sizeof (gint64), compare_times);
  return times[ROUNDS / 2] / 1000.0;
}

/* Of the processor, in microseconds: what else the machine does is not measured. */
static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

enum
{
  READ,
  LAY_OUT,
  FOLLOW,
  LEAVE_OUT,
  CHECK,
  KEY,
  N_TASKS
};

static void
run_round (guint n, guint round, gint64 times[N_TASKS][ROUNDS])
{
  g_autoptr (YnJson) schema = schema_of (n);
  g_autoptr (YnJson) uischema = uischema_of (n);
  gint64 start = now ();
  g_autoptr (YnService) service = yn_service_new_form (schema, uischema, NULL);
  g_autoptr (YnAnswers) answers = yn_answers_new (service, NULL);
  g_autoptr (YnFormItem) form = NULL;
  g_autoptr (YnJson) visible = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (YnJson) yes = yn_json_new_boolean (TRUE);

#define LAP(task) times[task][round] = now () - start, start = now ()
  LAP (READ);
  form = yn_form_lay_out (service, yn_answers_json (answers), YN_LANGUAGE_ZH_CN);
  LAP (LAY_OUT);
  yn_answers_set (answers, "/q2", yes);
  LAP (KEY);
  yn_form_follow (form, service, yn_answers_json (answers), YN_LANGUAGE_ZH_CN);
  LAP (FOLLOW);
  visible = yn_form_visible (form, yn_answers_json (answers));
  LAP (LEAVE_OUT);
  problems = yn_service_check (service, visible, NULL, "2026-11-23", YN_LANGUAGE_ZH_CN);
  LAP (CHECK);
#undef LAP
}

int
main (void)
{
  static const guint sizes[] = { 60, 500, 1000, 2000 };

  g_print ("%8s %10s %10s %10s %10s %10s %10s\n", "controls", "read", "lay out", "set", "follow", "leave out", "check");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gint64 times[N_TASKS][ROUNDS];

      for (guint round = 0; round < ROUNDS; round++)
        run_round (sizes[i], round, times);
      g_print ("%8u %10.2f %10.2f %10.2f %10.2f %10.2f %10.2f\n", sizes[i], median (times[READ]), median (times[LAY_OUT]),
               median (times[KEY]), median (times[FOLLOW]), median (times[LEAVE_OUT]), median (times[CHECK]));
    }
  return 0;
}
