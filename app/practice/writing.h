/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the platform writes: receipts, refusals, acceptances, notices, decisions and reports, printed like
 * every paper, signed with the practice seal. Invariant 6: the platform named in them is practice, their
 * numbers begin with 000000. */
#pragma once

#include "practice/office.h"

G_BEGIN_DECLS

typedef struct
{
  const char *uscc;   /* whom it is for */
  const char *matter; /* of the filing */
  const char *filing; /* its id: about = {answers, id} */
  const char *number; /* the paper's own, or NULL */
} YnWritingFor;

/* Prints and signs. */
GBytes *yn_writing_make (YnOffice *office,
                         const char *service,
                         const YnJson *answers,
                         const YnWritingFor *whom,
                         GError **error);
/* The same without a signature: what weather sends (invariant 4 is the desk's to keep). */
GBytes *yn_writing_print (YnOffice *office,
                          const char *service,
                          const YnJson *answers,
                          const YnWritingFor *whom,
                          GError **error);

/* Answers begun: {"filing", "title", <instant_name>: now, "enterprise"}; the caller adds members and ends the
 * object. */
YnJsonWriter *
yn_writing_answers (YnOffice *office, const YnWritingFor *whom, const char *title, const char *instant_name);

/* 000000 + the day + a serial number of six digits, counted up within the transaction under way. */
char *yn_writing_number (YnOffice *office, const char *day, GError **error);

G_END_DECLS
