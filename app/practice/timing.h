/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* How long the next step may take on a real platform, said beside every step here that takes seconds. The
 * numbers come from the rule pack in force; where no rule is known the words say so and no day is promised.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  YN_STEP_ACCEPTING, /* from receipt to acceptance */
  YN_STEP_DECIDING,  /* from acceptance to the decision */
  YN_STEP_ISSUING,   /* from receipt to the report */
  YN_STEP_SUPPLYING, /* from the request for a supplement to the supplement */
  YN_STEP_NONE,      /* nothing follows */
} YnStepAhead;

typedef struct
{
  char *zh;
  char *en;
  char *by;          /* civil day, or NULL */
  gboolean verified; /* the number of days */
} YnTiming;

/* @kind: the service's. @today: the practice day. */
void yn_timing_of (const char *kind, YnStepAhead step, const char *today, YnTiming *timing);
void yn_timing_clear (YnTiming *timing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YnTiming, yn_timing_clear)

G_END_DECLS
