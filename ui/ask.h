/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Questions to the person: dialogs and file choosing. The only file with AdwMessageDialog and GtkFileChooserNative,
 * which newer libraries replace. */
#pragma once

#include "base/secret.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @answer is one of the question's answers, or "cancel". */
typedef void (*YnAskFunc) (const char *answer, gpointer object);
typedef void (*YnAskFileFunc) (GFile *file, gpointer object);

typedef enum
{
  YN_ASK_PLAIN,
  YN_ASK_SUGGESTED,
  YN_ASK_DESTRUCTIVE,
} YnAskTone;

typedef struct
{
  const char *answer;
  const char *label;
  YnAskTone tone;
} YnAskAnswer;

/* Neither heading nor body passes through markup. @object lives until the answer. */
void yn_ask (GtkWidget *near, const char *heading, const char *body, const YnAskAnswer *answers, guint n_answers,
             YnAskFunc done, gpointer object);

/* One button: understood. */
void yn_ask_tell (GtkWidget *near, const char *heading, const char *body);

/* One line of text. @done is called only with what is not blank. */
void yn_ask_text (GtkWidget *near, const char *heading, const char *body, const char *label, const char *answer,
                  YnAskFunc done, gpointer object);

/* A PIN, typed unseen. @done is called once, in any case: with NULL where it was not given. @pin is gone after it. */
typedef void (*YnAskSecretFunc) (YnSecret *pin, gpointer data);
void yn_ask_secret (GtkWidget *near, const char *heading, const char *body, const char *label, const char *answer,
                    YnAskSecretFunc done, gpointer data);

/* @types: media types, or endings ("*.yinuo-sign"), NULL-terminated; NULL for any: what the person is shown first.
 * @done is called only with a file. */
void yn_ask_open (GtkWidget *near, const char *title, const char *types_name, const char *const *types,
                  YnAskFileFunc done, gpointer object);
void yn_ask_save (GtkWidget *near, const char *title, const char *name, YnAskFileFunc done, gpointer object);

/* The window that @near stands in, or NULL. */
GtkWindow *yn_ask_window (GtkWidget *near);

G_END_DECLS
