/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One reading of one penalty: by this rule, if it is of this class. Where a record leaves open which rule or which
 * class it is, repair.c makes several and lays them side by side. */
#pragma once

#include "rules/pack.h"
#include "base/language.h"

G_BEGIN_DECLS

typedef struct
{
  const YnJson *record;
  const char *today;
  const char *decided; /* the day of the decision, checked */
  const char *by;      /* who can confirm what the rules leave open */
  YnLanguage language;
} YnPenaltyCase;

typedef struct
{
  const YnPack *pack;
  const char *class;      /* of the pack */
  char *may_apply_from;   /* NULL: no day can be named */
  gboolean may_apply_now;
  gboolean repairable;
  YnJson *json;           /* as in repair.h */
} YnReading;

/* Those of the pack's classes that the record may belong to: the one it states or that fits its facts, or all where
 * it states none. Borrowed. A GPtrArray of const YnJson. */
GPtrArray *yn_reading_classes (const YnPack *pack, const YnJson *record);

/* @rests_on: a key of words.json, which rule this reading takes and why. @alone: no other rule could apply. */
YnReading *yn_reading_new (const YnPenaltyCase *penalty, const YnPack *pack, const YnJson *class, const char *rests_on,
                           gboolean alone);
void yn_reading_free (YnReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnReading, yn_reading_free)

G_END_DECLS
