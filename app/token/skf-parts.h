/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the files of this interface share: skf.c (logging in and signing) and skf-walk.c (going through devices,
 * applications and containers, and saying what lies there). */
#pragma once

#include "token/driver.h"
#include "token/skf-codes.h"

G_BEGIN_DECLS

/* The one module of this program. */
typedef struct
{
#define AS_POINTER(function, arguments) SkfCode (*function) arguments;
  SKF_FUNCTIONS (AS_POINTER)
#undef AS_POINTER
  char *path;
} SkfModule;

extern SkfModule skf;

/* FALSE: @trouble says what the answer means. */
gboolean skf_fine (SkfPurpose purpose, const char *call, SkfCode code, LineTrouble *trouble);

#define SKF_CALL(purpose, function, ...) skf_fine (purpose, #function, skf.function (__VA_ARGS__), trouble)

/* What lies where, while one goes through it. */
typedef struct
{
  const char *device, *application, *container;
} SkfPlace;

typedef struct _SkfWalk SkfWalk;

/* What is done with each application (its container is NULL then), or with each container; FALSE: no further. Handles
 * that are taken out of the walk stay open. */
typedef gboolean (*SkfVisit) (SkfWalk *walk, const SkfPlace *place, LineTrouble *trouble);

struct _SkfWalk
{
  const char *address;
  SkfVisit enter; /* an application; or NULL */
  SkfVisit visit; /* a container */
  gboolean tells; /* readers and tokens, on the line; a bad one does not hide the others */
  SkfHandle device, application;
};

/* Through everything that is plugged in, or all containers of the walk's application. */
gboolean skf_walk (SkfWalk *walk, LineTrouble *trouble);
gboolean skf_walk_application (SkfWalk *walk, SkfPlace *place, LineTrouble *trouble);

/* What the application says of its PIN: YnTokenFlags. */
guint skf_pin_flags (SkfHandle application, int *tries);

/* On the line; @flags beside those of the PIN. */
void skf_say_token (const SkfWalk *walk, const SkfPlace *place, guint flags, int tries);
/* A visit that says the container's certificate. */
gboolean skf_say_container (SkfWalk *walk, const SkfPlace *place, LineTrouble *trouble);

/* The one for signing. @length 0: there is none. */
gboolean skf_read_certificate (SkfHandle container, SkfNumber *length, LineTrouble *trouble);

G_END_DECLS
