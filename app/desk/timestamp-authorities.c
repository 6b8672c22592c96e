/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/timestamp-authorities.h"

#include <glib/gi18n-lib.h>

#include "desk/private.h"

#include <string.h>

void
yn_timestamp_authority_free (YnTimestampAuthority *authority)
{
  if (authority == NULL)
    return;
  g_free (authority->name);
  g_free (authority->url);
  g_free (authority->last);
  g_free (authority);
}

static gint64
instant_in (const YnJson *entry, const char *name)
{
  const char *text = yn_json_get_string (entry, name);

  return text != NULL ? yn_clock_parse_instant (text) : -1;
}

static YnTimestampAuthority *
authority_new (const YnJson *entry)
{
  YnTimestampAuthority *authority = g_new0 (YnTimestampAuthority, 1);
  const char *health = yn_json_get_string (entry, "health");

  authority->name = g_strdup (yn_json_get_string (entry, "name"));
  authority->url = g_strdup (yn_json_get_string (entry, "url"));
  authority->state = g_strcmp0 (health, "used-up") == 0   ? YN_TIMESTAMPS_USED_UP
                     : g_strcmp0 (health, "resting") == 0 ? YN_TIMESTAMPS_RESTING
                                                          : YN_TIMESTAMPS_READY;
  authority->given = (guint) yn_json_get_int (entry, "given", 0);
  authority->quota = (guint) yn_json_get_int (entry, "quota", 0);
  authority->last = g_strdup (yn_json_get_string (entry, "last"));
  authority->asked = instant_in (entry, "asked");
  authority->until = instant_in (entry, "until");
  return authority;
}

/* The list of a desk that sits at no platform. */
static YnJson *
health_of_settings (YnDesk *desk)
{
  g_autoptr (YnTimestamper) timestamper =
      yn_stamping_timestamper (desk->settings, desk->http, desk->clock, NULL);

  return yn_timestamper_health (timestamper);
}

GPtrArray *
yn_desk_timestamp_authorities (YnDesk *desk)
{
  GPtrArray *authorities = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_timestamp_authority_free);
  g_autoptr (YnPlace) place = yn_desk_dup_place (desk, NULL);
  g_autoptr (YnJson) health =
      place != NULL ? yn_timestamper_health (place->timestamper) : health_of_settings (desk);

  for (guint i = 0; i < yn_json_size (health); i++)
    g_ptr_array_add (authorities, authority_new (yn_json_at (health, i)));
  return authorities;
}

/* --- words ---------------------------------------------------------------------------------------------- */

/* The words of data/problems.json speak of the platform where the wire failed: here it is an authority. */
const char *
yn_timestamp_try_words (const char *code)
{
  static const struct
  {
    const char *code, *words;
  } table[] = {
    { "answered", N_ ("answered") },
    { "quota", N_ ("gave no more for now") },
    { "timestamp-refused", N_ ("refused the request") },
    { "timestamp-wrong", N_ ("answered what is no good") },
    { "server-trouble", N_ ("had trouble of its own") },
    { "timed-out", N_ ("did not answer in time") },
    { "nonsense", N_ ("answered what is no good") },
    { "cut", N_ ("broke off in its answer") },
    { "no-answer", N_ ("hung up without an answer") },
    { "redirected", N_ ("pointed to another address, which was not followed") },
    { "tls", N_ ("has no secure connection to offer") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].code, code))
      return _(table[i].words);
  return _("could not be reached");
}

/* To the minute, as every moment a person reads. New. */
static char *
minute_of (gint64 instant)
{
  char *civil = yn_clock_civil (instant);

  *strrchr (civil, ':') = '\0';
  return civil;
}

static char *
words_on_state (const YnTimestampAuthority *authority)
{
  g_autofree char *until = authority->until >= 0 ? minute_of (authority->until) : NULL;

  if (authority->state == YN_TIMESTAMPS_USED_UP)
    return g_strdup (_("its share for today is given"));
  if (authority->state == YN_TIMESTAMPS_RESTING && until != NULL)
    return g_strdup_printf (_("rests until %s"), until);
  return g_strdup (authority->last == NULL ? _("not asked yet") : _("ready"));
}

static char *
words_on_share (const YnTimestampAuthority *authority)
{
  if (authority->quota > 0)
    return g_strdup_printf (_("%u of %u given today"), authority->given, authority->quota);
  return g_strdup_printf (_("%u given today, no limit known"), authority->given);
}

char *
yn_timestamp_authority_words (const YnTimestampAuthority *authority)
{
  g_autofree char *state = words_on_state (authority);
  g_autofree char *share = words_on_share (authority);
  g_autofree char *asked = authority->asked >= 0 ? minute_of (authority->asked) : NULL;

  if (authority->last == NULL)
    return g_strjoin (" · ", state, share, NULL);
  if (asked == NULL)
    return g_strjoin (" · ", state, share, yn_timestamp_try_words (authority->last), NULL);
  return g_strdup_printf ("%s · %s · %s %s", state, share, asked, yn_timestamp_try_words (authority->last));
}
