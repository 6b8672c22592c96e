/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The steps of a filing in words: what happened, and what the authority does next. */
#pragma once

#include "desk/standing.h"
#include "store/events.h"
#include "store/filings.h"
#include "store/received.h"

G_BEGIN_DECLS

char *yn_event_words (const YnEvent *event);  /* "Accepted; to be published", new */
char *yn_event_detail (const YnEvent *event); /* code, reasons, who, by when; "" where the event says nothing more */

/* Of YnStep, in order: kept, received, each event, then what is still to come at @stage. @received may be NULL. */
GPtrArray *yn_steps_of (const YnFiling *filing, const YnReceived *received, GPtrArray *events, YnStage stage);

void yn_step_free (YnStep *step);

G_END_DECLS
