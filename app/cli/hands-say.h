/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Papers under signature, and two-person files, in words and for machines: what `yinuoctl paper` says. */
#pragma once

#include "cli/chair.h"
#include "desk/hands.h"
#include "desk/sign-file.h"

G_BEGIN_DECLS

/* {"matter","service","title","signers","next","signatures","handedOut","takesScan"} */
void yn_paper_write (YnChair *chair, YnJsonWriter *writer, const YnUnderSignature *paper);
void yn_paper_say (YnChair *chair, const YnUnderSignature *paper);

/* Members of it: "next" and "signatures"; "handedOut". */
void yn_paper_write_people (YnChair *chair, YnJsonWriter *writer, GPtrArray *signatures, const YnSigner *next);
void yn_paper_write_handed_out (YnJsonWriter *writer, const YnUnderSignature *paper);

/* {"matter","service","enterprise","practice","paper","promise","pages" or, where @output says to where it was signed,
 * "signed","next","signatures"} */
void yn_paper_write_file (YnChair *chair, YnJsonWriter *writer, const YnSignFile *file, const YnReview *review,
                          const char *sha256, const char *output);
void yn_paper_say_file (YnChair *chair, const YnSignFile *file, const YnReview *review, const char *sha256);

/* What was written goes out, where --json asked for it. */
void yn_paper_finish (YnChair *chair, YnJsonWriter *writer);

G_END_DECLS
