/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The verbs of yinuoctl, one file each. */
#pragma once

#include "cli/chair.h"

G_BEGIN_DECLS

YnExit yn_verb_services (YnChair *chair, int argc, char **argv);
YnExit yn_verb_check (YnChair *chair, int argc, char **argv);
YnExit yn_verb_form (YnChair *chair, int argc, char **argv);
YnExit yn_verb_print (YnChair *chair, int argc, char **argv);
YnExit yn_verb_poster (YnChair *chair, int argc, char **argv);
YnExit yn_verb_sign (YnChair *chair, int argc, char **argv);
YnExit yn_verb_timestamp (YnChair *chair, int argc, char **argv);
YnExit yn_verb_paper (YnChair *chair, int argc, char **argv);
YnExit yn_verb_verify (YnChair *chair, int argc, char **argv);
YnExit yn_verb_key (YnChair *chair, int argc, char **argv);
YnExit yn_verb_file (YnChair *chair, int argc, char **argv);
YnExit yn_verb_batch (YnChair *chair, int argc, char **argv);
YnExit yn_verb_list (YnChair *chair, int argc, char **argv);
YnExit yn_verb_status (YnChair *chair, int argc, char **argv);
YnExit yn_verb_receipt (YnChair *chair, int argc, char **argv);
YnExit yn_verb_send (YnChair *chair, int argc, char **argv);
YnExit yn_verb_withdraw (YnChair *chair, int argc, char **argv);
YnExit yn_verb_report (YnChair *chair, int argc, char **argv);
YnExit yn_verb_repair (YnChair *chair, int argc, char **argv);
YnExit yn_verb_records (YnChair *chair, int argc, char **argv);
YnExit yn_verb_sign_in (YnChair *chair, int argc, char **argv);
YnExit yn_verb_sign_out (YnChair *chair, int argc, char **argv);
YnExit yn_verb_whoami (YnChair *chair, int argc, char **argv);
YnExit yn_verb_practice (YnChair *chair, int argc, char **argv);
YnExit yn_verb_review (YnChair *chair, int argc, char **argv);
YnExit yn_verb_doctor (YnChair *chair, int argc, char **argv);
YnExit yn_verb_bowtie (YnChair *chair, int argc, char **argv);

G_END_DECLS
