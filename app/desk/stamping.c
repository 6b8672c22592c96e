/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/stamping.h"

#include "signing/dating.h"

#define LIST "timestamp-authorities"
#define HEALTH "timestamp-health"

static YnHttpAnswer *
over_the_wire (gpointer http, const YnHttpRequest *request, GCancellable *cancellable, GError **error)
{
  return yn_http_perform (http, request, cancellable, error);
}

static YnJson *
setting (YnSettings *settings, const char *name)
{
  g_autofree char *text = yn_settings_get (settings, name);

  return text != NULL ? yn_json_parse (text, -1, NULL) : NULL;
}

static void
add_chosen (YnTimestamper *timestamper, YnSettings *settings)
{
  g_autoptr (YnJson) list = setting (settings, LIST);

  for (guint i = 0; list != NULL && i < yn_json_size (list); i++)
    {
      const YnJson *entry = yn_json_at (list, i);
      const char *url = yn_json_get_string (entry, "url");
      gint64 quota = yn_json_get_int (entry, "quota", 0);

      if (url != NULL)
        yn_timestamper_add (timestamper, yn_json_get_string (entry, "name"), url, (guint) CLAMP (quota, 0, G_MAXINT));
    }
}

YnTimestamper *
yn_stamping_timestamper (YnSettings *settings, YnHttp *http, YnClock *clock, const YnDiscovery *discovery)
{
  YnTimestamper *timestamper = yn_timestamper_new (over_the_wire, http, NULL, clock);
  g_autoptr (YnJson) health = setting (settings, HEALTH);

  if (discovery == NULL || !discovery->practice) /* invariant 6 */
    add_chosen (timestamper, settings);
  for (char **url = discovery != NULL ? discovery->timestamps : NULL; url != NULL && *url != NULL; url++)
    yn_timestamper_add (timestamper, discovery->name, *url, 0);
  if (health != NULL)
    yn_timestamper_recall (timestamper, health);
  return timestamper;
}

YnTimestamper *
yn_stamping_of_urls (YnHttp *http, YnClock *clock, char **urls)
{
  YnTimestamper *timestamper = yn_timestamper_new (over_the_wire, http, NULL, clock);

  for (; *urls != NULL; urls++)
    yn_timestamper_add (timestamper, NULL, *urls, 0);
  return timestamper;
}

YnGathering *
yn_stamping_gathering (YnHttp *http, YnClock *clock)
{
  return yn_gathering_new (over_the_wire, http, NULL, clock);
}

GBytes *
yn_stamping_date (GBytes *paper, const YnSignFinish *how, YnClock *clock, YnSignOutcome **outcome, GError **error)
{
  return yn_date_file (paper, how, yn_clock_now (clock), outcome, error);
}

void
yn_stamping_remember (YnSettings *settings, YnTimestamper *timestamper)
{
  g_autoptr (YnJson) health = yn_timestamper_health (timestamper);
  g_autofree char *text = yn_json_print (health, YN_JSON_COMPACT);

  yn_settings_set (settings, HEALTH, text);
}

YnJson *
yn_stamping_json (const YnSignOutcome *outcome)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autofree char *timestamp = outcome->timestamp >= 0 ? yn_clock_format_instant (outcome->timestamp) : NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "level", yn_signature_level_name (outcome->level));
  yn_json_writer_member_string (writer, "authority", outcome->authority);
  yn_json_writer_member_string (writer, "timestamp", timestamp);
  yn_json_writer_member_string (writer, "missing", outcome->missing);
  yn_json_writer_name (writer, "tries");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < outcome->tries->len; i++)
    {
      const YnTimestampTry *attempt = g_ptr_array_index (outcome->tries, i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "authority", attempt->authority);
      yn_json_writer_member_string (writer, "code", attempt->code);
      yn_json_writer_member_string (writer, "detail", attempt->detail);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}
