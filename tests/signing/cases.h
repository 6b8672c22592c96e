/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Files that a verifier must judge: attacks by family, and what is none. One row, one file. */
#pragma once

#include "pen.h"

G_BEGIN_DECLS

typedef struct
{
  YnKey *signer, *second;
  YnKey *revoked;       /* taken back half a day before NOW */
  YnTrust *trust;       /* the authority of all three, and its revocation list */
  GBytes *list;         /* that one, DER */
  GBytes *paper;        /* two pages, and a file attached */
  GBytes *signed_paper; /* once */
  GBytes *form;         /* two pages with the fields sum, note and agree; the first shows 100 */
} TestScene;

TestScene *test_scene_new (void);
void test_scene_free (TestScene *scene);

typedef struct _TestCase TestCase;
typedef GBytes *(*TestMake) (const TestScene *scene, const TestCase *row);

struct _TestCase
{
  const char *family;
  const char *name;
  TestMake make;
  PenChange change;     /* what @make does, where it needs to know */
  const char *text;     /* and with which words */
  YnVerdict whole;
  const char *code;     /* of the whole */
  const char *first;    /* what the first signature answers to "is it intact?"; NULL: there is none to ask */
  const char *listed;   /* a change that is listed; NULL: none need be */
};

/* The attacks of one file each. */
const TestCase *test_cases_saving (gsize *n);
const TestCase *test_cases_forging (gsize *n);
const TestCase *test_cases_hiding (gsize *n);
const TestCase *test_cases_filling (gsize *n);
const TestCase *test_cases_signer (gsize *n);
/* What is no attack. */
const TestCase *test_cases_rightful (gsize *n);

/* The signed paper saved once more with @row's change. */
GBytes *test_make_saved (const TestScene *scene, const TestCase *row);
/* The form, certified with the permissions in @row's text, then saved with its change. */
GBytes *test_make_certified (const TestScene *scene, const TestCase *row);

#define TEST_CASES(name, rows)                                                                                         \
  const TestCase *test_cases_##name (gsize *n)                                                                         \
  {                                                                                                                    \
    *n = G_N_ELEMENTS (rows);                                                                                          \
    return rows;                                                                                                       \
  }

G_END_DECLS
