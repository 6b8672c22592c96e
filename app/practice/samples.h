/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The sample enterprises (data/practice/): who they are, what their record says, their story and its fate.
 *
 * A sample's days count back from the day on which the ledger began, so that the stories are true whenever
 * one trains, and so that moving the practice day makes time pass for them:
 *   {"daysAgo": 120, "months": 12}   the day 120 days before, 12 months later
 *   "{year:120}" "{date:120}"        inside a text: that day's year, or that day as YYYYMMDD
 * What rests on rules of a fixed time (a penalty under R2023) has fixed days. "authority" and "source" name
 * an entry of data/practice/authorities.json. */
#pragma once

#include "base/json.h"

G_BEGIN_DECLS

typedef struct
{
  char *uscc;
  YnJson *json; /* the file, days and bodies put in: "enterprise", "trade", "story", "suggests", "fates",
                   "record" */
} YnSample;

/* Reads all of them in their order. A GPtrArray of YnSample. YN_ERROR_BAD_JSON, YN_ERROR_NOT_FOUND. */
GPtrArray *yn_samples_load (const char *since, GError **error);

const YnSample *yn_samples_find (GPtrArray *samples, const char *uscc); /* or NULL */

const YnJson *yn_sample_enterprise (const YnSample *sample);
const char *yn_sample_name (const YnSample *sample);

/* What becomes of a filing: {"do": "accept"|"supplement"|"refuse"|"issue", "then": "grant"|"deny", "items",
 * "reasons"}; the first fate whose service, record and relation fit. NULL: accepted, granted, issued. Any may
 * be NULL. */
const YnJson *
yn_sample_fate (const YnSample *sample, const char *service, const char *record, const char *relation);

G_END_DECLS
