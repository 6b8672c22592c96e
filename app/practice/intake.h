/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What was received, as rows: one for each filing that got a receipt. A filing's state is the platform's own
 * note of how far it is; what the enterprise is told are papers and events.
 *
 *   received -> supplement-asked -> supplemented
 *            -> withdrawn
 *            -> refused
 *            -> accepted -> granted | denied          repair
 *            -> published | not-published -> published commitment
 *            -> issued                                report request
 *   done                                              withdrawal */
#pragma once

#include "forms/service.h"
#include "practice/office.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *uscc;
  char *matter;
  char *service; /* its id */
  char *kind;
  gint64 received;
  char *state;
  gint64 since;   /* the machine's own time, for the reviewer's pace */
  char *code;     /* 承诺编码, or NULL */
  char *relation; /* of about, or NULL */
  char *about;
  char *record; /* the entry that a repair is about, or NULL */
  char *answer; /* SHA-256 of the receipt */
  YnJson *body;
} YnIntake;

void yn_intake_free (YnIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnIntake, yn_intake_free)

/* From a paper's body: everything but the answer. */
YnIntake *yn_intake_new (const char *id, const char *uscc, const YnJson *body);

gboolean yn_intake_keep (YnOffice *office, const YnIntake *intake, GError **error);
/* @code NULL leaves the code. */
gboolean
yn_intake_set_state (YnOffice *office, YnIntake *intake, const char *state, const char *code, GError **error);

/* NULL without error: not found. @uscc NULL: anybody's. */
YnIntake *yn_intake_find (YnOffice *office, const char *uscc, const char *id, GError **error);
YnIntake *yn_intake_of_matter (YnOffice *office, const char *uscc, const char *matter, GError **error);
/* A GPtrArray of YnIntake, newest first; @uscc NULL: everybody's. */
GPtrArray *yn_intake_all (YnOffice *office, const char *uscc, GError **error);
/* Those whose next step is the reviewer's, newest first. */
GPtrArray *yn_intake_waiting (YnOffice *office, GError **error);

/* Another filing that already asks for the repair of @record, but for @except. NULL without error: none. */
char *yn_intake_repairing (YnOffice *office,
                           const char *uscc,
                           const char *record,
                           const char *except,
                           GError **error);

gboolean yn_intake_is (const YnIntake *intake, const char *state);
/* The service as it was when it was signed, where that is at hand; else as it is now. */
YnService *yn_intake_service (const YnIntake *intake, GError **error);

/* The service's title, as data say it; new. */
char *yn_intake_title (const YnIntake *intake);
/* Its enterprise may still take it back, or the reviewer ask for more. */
gboolean yn_intake_is_open (const YnIntake *intake);

G_END_DECLS
