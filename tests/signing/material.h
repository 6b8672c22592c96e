/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the tests of this folder sign with and on: an authority, keys, a paper. All of it is made here. */
#pragma once

#include "signing/authority.h"
#include "signing/sign.h"
#include "signing/softkey.h"
#include "signing/verify.h"

G_BEGIN_DECLS

#define SAMPLE_NAME "三亚样例餐饮有限公司"
#define SAMPLE_USCC "91460200MA5T0000XG"
#define NOW (G_GINT64_CONSTANT (1795402202) * G_USEC_PER_SEC) /* 2026-11-23T02:50:02Z */
#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

/* Roots are slow to make: one of each kind a program, never freed before its end. */
YnAuthority *test_authority (gboolean practice);
/* Root with an SM2 key, SM3 all the way down. */
YnAuthority *test_sm2_authority (void);
YnAuthority *test_make_authority (const char *name, gboolean practice);
void test_material_free (void);

/* A key certified at @issued for SAMPLE_NAME and @uscc. */
YnKey *test_key (YnAuthority *authority, YnKeyAlgorithm algorithm, const char *uscc, gint64 issued);
YnTrust *test_trust (YnAuthority *authority);

/* @pages pages with a line of text. */
GBytes *test_paper (int pages);

YnSignOptions test_options (const char *role, YnKey *key);
/* Prepares and finishes. */
GBytes *test_sign (GBytes *pdf, const char *role, YnKey *key);
GBytes *test_sign_at (GBytes *pdf, const char *role, YnKey *key, gint64 instant);

/* A temporary file with @bytes; freed and removed by test_file_free(). */
char *test_file (GBytes *bytes, const char *suffix);
void test_file_free (char *path);

/* Runs a program; what it said on both outputs. Skips the test and answers NULL where it is not installed. */
char *test_run (const char *const *arguments, int *status);

G_END_DECLS
