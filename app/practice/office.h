/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The office behind the counter: everything that an operation of the practice platform works with. It belongs
 * to one worker; no operation runs beside another. */
#pragma once

#include "base/clock.h"
#include "base/keyring.h"
#include "practice/authority.h"
#include "practice/exchange.h"
#include "practice/ledger.h"
#include "practice/samples.h"

G_BEGIN_DECLS

#define YN_PRACTICE_CLIENT "yinuo-desktop"

typedef enum
{
  YN_WEATHER_NONE,
  YN_WEATHER_503,
  YN_WEATHER_CUT,
  YN_WEATHER_SLOW,
  YN_WEATHER_NONSENSE,
  YN_WEATHER_BRACKETS,
  YN_WEATHER_REDIRECT,
  YN_WEATHER_HALF,
  YN_WEATHER_NOTHING,
  YN_WEATHER_UNSIGNED,
  YN_WEATHER_FOREIGN,
  YN_WEATHER_TSA_400, /* these three: the timestamp authority alone */
  YN_WEATHER_TSA_QUOTA,
  YN_WEATHER_TSA_SILENT,
} YnWeather;

typedef struct
{
  char *identity; /* UUID */
  char *address;  /* "http://127.0.0.1:28080" */
  YnClock *clock;
  YnLedger *ledger;
  YnPracticeAuthority *authority;
  char *since;        /* the day on which the ledger began */
  GPtrArray *samples; /* told from that day */
  GHashTable *polls;  /* device grants that are being polled: accounts.c */
  int device_interval;
  gboolean automatic;   /* the reviewer acts by itself, … */
  int reviewer_seconds; /* … after so long */
  YnWeather weather;
  int weather_times; /* answers still to come so */
} YnOffice;

/* @keyring is used while opening; @clock is kept. A reviewer that acts at once and polls of five seconds,
 * until set otherwise. */
YnOffice *yn_office_open (const char *folder,
                          const char *identity,
                          const char *address,
                          YnKeyring *keyring,
                          YnClock *clock,
                          GError **error);
void yn_office_close (YnOffice *office);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnOffice, yn_office_close)

/* The practice day: the machine's civil day, moved. Days may be negative. */
char *yn_office_today (YnOffice *office);
int yn_office_days (YnOffice *office);
/* The practice platform's civil clock as an instant, for comparing with times of day that a filing names. */
gint64 yn_office_moved_now (YnOffice *office);

/* Throws away what was typed and begins a new ledger with the same identity, seal and address. */
gboolean yn_office_erase (YnOffice *office, GError **error);

/* {"name", "uscc"} of a sample, for papers and lists. */
YnJson *yn_office_party (YnOffice *office, const char *uscc);

/* An operation: TRUE with @reply filled in, or FALSE for trouble of ours (the caller answers 500). */
typedef gboolean (*YnOperation) (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);

G_END_DECLS
