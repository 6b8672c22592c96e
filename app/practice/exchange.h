/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One request and its reply as plain values, so that every operation is a function from the one to the other
 * and only server.c knows a socket. Operations run in the office's worker; a reply is sent when they return.
 */
#pragma once

#include "base/json.h"

G_BEGIN_DECLS

#define YN_REQUEST_MAX_BYTES (64 * 1024 * 1024)

typedef struct
{
  char *method;
  char *path; /* decoded, without the query */
  GHashTable *query;
  GHashTable *headers; /* lower-case name -> value */
  GBytes *body;
  gboolean cut;       /* the line went before the body was whole: @body is what arrived */
  gboolean too_large; /* more than YN_REQUEST_MAX_BYTES: @body is empty */
  char *argument;     /* what stands in the path's {place}; set when the route is known */
  char *uscc;         /* whose token it is; set for routes with an account */
} YnRequest;

YnRequest *yn_request_new (const char *method, const char *path, GHashTable *query);
void yn_request_free (YnRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnRequest, yn_request_free)

const char *yn_request_header (const YnRequest *request, const char *lower_case_name); /* or NULL */
const char *yn_request_query (const YnRequest *request, const char *name);             /* or NULL */
GHashTable *yn_request_form (const YnRequest *request); /* new; NULL: not a form */
YnJson *yn_request_json (const YnRequest *request);     /* NULL: not application/json, or not JSON */
gboolean yn_request_is_type (const YnRequest *request, const char *type); /* Content-Type, parameters aside */

/* How the line behaves while the reply goes out: weather.h. */
typedef enum
{
  YN_LINE_WHOLE,
  YN_LINE_SLOW, /* three seconds late */
  YN_LINE_HALF, /* closed after half of the body */
  YN_LINE_CUT,  /* closed before the first byte */
} YnLine;

typedef struct
{
  guint status;
  const char *content_type; /* static; NULL: no body */
  GBytes *body;
  GHashTable *headers;
  YnLine line;
} YnReply;

YnReply *yn_reply_new (void);
void yn_reply_free (YnReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnReply, yn_reply_free)

void yn_reply_header (YnReply *reply, const char *name, const char *value);
void yn_reply_empty (YnReply *reply, guint status);
void yn_reply_bytes (YnReply *reply, guint status, const char *content_type, GBytes *body);
void yn_reply_text (YnReply *reply, guint status, const char *content_type, const char *text);
void yn_reply_json (YnReply *reply, guint status, const YnJson *json);

/* Problem Details (RFC 9457). @detail: English, for developers; may be NULL. */
void yn_reply_problem (YnReply *reply, guint status, const char *code, const char *detail);
/* The same with further members, copied from @more (an object). */
void yn_reply_problem_with (YnReply *reply,
                            guint status,
                            const char *code,
                            const char *detail,
                            const YnJson *more);

G_END_DECLS
