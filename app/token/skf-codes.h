/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What each answer of an SKF module to each call that we make means: the table beside pkcs11-codes.h. */
#pragma once

#include "token/skf-api.h"

#include <glib.h>

G_BEGIN_DECLS

/* What a call is for; calls of one purpose are judged alike. */
typedef enum
{
  SKF_TO_FIND,        /* devices, applications, containers */
  SKF_TO_CERTIFICATE, /* what a container holds */
  SKF_TO_LOG_IN,
  SKF_TO_SIGN,
  N_SKF_PURPOSES
} SkfPurpose;

/* A YnError, or -1: goes on. A code that the table does not know is the vendor's own. */
int skf_class (SkfPurpose purpose, uint64_t code);
const char *skf_code_name (uint64_t code);

/* The codes of the table; @index from 0. FALSE: no more. */
gboolean skf_code_at (guint index, SkfCode *code);

G_END_DECLS
