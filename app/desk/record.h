/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The record as a person reads it: entries in the words of the national formats (双公示 and the report's sections). */
#pragma once

#include "base/json.h"
#include "base/language.h"

G_BEGIN_DECLS

typedef struct
{
  char *title;
  char *subtitle;
  char *value;
} YnRecordRow;

typedef struct
{
  char *id;
  char *kind;      /* "permit", "penalty", "list", "commitment", "honour" */
  char *title;     /* document number, or what it is */
  char *subtitle;  /* authority and day */
  char *status;    /* "公示中，至 2027-03-01" */
  gboolean replaced; /* a commitment: a later one to the same authority about the same lasts longer */
  GPtrArray *rows; /* of YnRecordRow: the entry in full, in the words of the national format */
  YnJson *json;    /* the entry */
} YnRecordEntry;

typedef struct
{
  char *as_of;        /* civil time of the platform's answer */
  gboolean stale;     /* not of this session */
  char *grade;        /* "良 · 2026-03-31 评定 · 有效至 … · by", or "" */
  GPtrArray *counts;  /* of YnRecordRow: the eight counters */
  GPtrArray *entries; /* of YnRecordEntry */
} YnRecord;

void yn_record_free (YnRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnRecord, yn_record_free)

/* @json: data/contract, Record. */
YnRecord *yn_record_from_json (const YnJson *json, YnLanguage language);

G_END_DECLS
