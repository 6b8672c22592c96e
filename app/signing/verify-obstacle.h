/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Why a file cannot be looked at, told apart by what whoever holds it can do about it. */
#pragma once

#include "base/bytes.h"

G_BEGIN_DECLS

/* @error: with which it was not opened as a PDF. A key of data/problems.json: "not-a-pdf", "pdf-encrypted",
 * "pdf-too-large", "pdf-without-a-page", "pdf-preceded" (something stands before %PDF-), "pdf-cut-off" (it begins as a
 * PDF and ends as none), "pdf-damaged". */
const char *yn_verify_obstacle (YnBytes *source, const GError *error);

G_END_DECLS
