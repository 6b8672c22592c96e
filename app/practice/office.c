/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/office.h"

/* The stories count from the first day of the ledger, which is the practice day of then. */
static gboolean
tell_stories (YnOffice *office, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *since = yn_ledger_setting (office->ledger, "since", &local);
  g_autoptr (GPtrArray) samples = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (since == NULL)
    {
      since = yn_clock_today (office->clock);
      if (!yn_ledger_set_setting (office->ledger, "since", since, error))
        return FALSE;
    }
  samples = yn_samples_load (since, error);
  if (samples == NULL)
    return FALSE;
  g_clear_pointer (&office->samples, g_ptr_array_unref);
  g_free (office->since);
  office->samples = g_steal_pointer (&samples);
  office->since = g_steal_pointer (&since);
  return TRUE;
}

YnOffice *
yn_office_open (const char *folder,
                const char *identity,
                const char *address,
                YnKeyring *keyring,
                YnClock *clock,
                GError **error)
{
  g_autoptr (YnOffice) office = g_new0 (YnOffice, 1);
  g_autofree char *authority = g_strconcat (address, "/authority", NULL);

  office->identity = g_strdup (identity);
  office->address = g_strdup (address);
  office->clock = yn_clock_ref (clock);
  office->device_interval = 5;
  office->automatic = TRUE;
  office->polls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  office->ledger = yn_ledger_open (folder, identity, keyring, error);
  if (office->ledger == NULL)
    return NULL;
  office->authority = yn_practice_authority_open (office->ledger, authority, yn_clock_now (office->clock), error);
  if (office->authority == NULL || !tell_stories (office, error))
    return NULL;
  return g_steal_pointer (&office);
}

void
yn_office_close (YnOffice *office)
{
  if (office == NULL)
    return;

  g_clear_pointer (&office->samples, g_ptr_array_unref);
  g_clear_pointer (&office->authority, yn_practice_authority_free);
  g_clear_pointer (&office->ledger, yn_ledger_close);
  g_clear_pointer (&office->polls, g_hash_table_unref);
  g_clear_pointer (&office->clock, yn_clock_unref);
  g_free (office->since);
  g_free (office->identity);
  g_free (office->address);
  g_free (office);
}

int
yn_office_days (YnOffice *office)
{
  return (int) yn_ledger_setting_int (office->ledger, "days", 0);
}

char *
yn_office_today (YnOffice *office)
{
  g_autofree char *today = yn_clock_today (office->clock);

  return yn_day_add_days (today, yn_office_days (office));
}

gint64
yn_office_moved_now (YnOffice *office)
{
  return yn_clock_now (office->clock) + (gint64) yn_office_days (office) * 24 * 60 * 60 * G_USEC_PER_SEC;
}

gboolean
yn_office_erase (YnOffice *office, GError **error)
{
  if (!yn_ledger_erase (office->ledger, error))
    return FALSE;
  g_hash_table_remove_all (office->polls);
  office->weather = YN_WEATHER_NONE;
  office->weather_times = 0;
  return tell_stories (office, error);
}

YnJson *
yn_office_party (YnOffice *office, const char *uscc)
{
  const YnSample *sample = yn_samples_find (office->samples, uscc);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "name", sample != NULL ? yn_sample_name (sample) : "");
  yn_json_writer_member_string (writer, "uscc", uscc);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}
