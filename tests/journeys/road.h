/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the journeys without a window share: a practice platform and a desk in a folder of their own, with keyring files,
 * so that they need neither bus nor network. */
#pragma once

#include "desk/filing.h"
#include "desk/sitting.h"
#include "desk/standing.h"
#include "practice/practice.h"

#define ROAD_RESTAURANT "92460203MA5TQX8800"
#define ROAD_FINED "91460200MA5T00010P"
#define ROAD_PATIENCE (30 * G_USEC_PER_SEC)

typedef struct
{
  char *folder;
  YnSecret *password;
  YnClock *clock;
  YnKeyring *practice_keyring;
  YnPractice *practice; /* NULL where another process has it */
  YnDesk *desk;
} Road;

void road_set_out (Road *road, int reviewer_seconds);
/* A second chair in @folder, whose practice platform runs elsewhere. */
void road_join (Road *road, const char *folder);
/* Another person's computer, within the host's folder: its practice platform, nobody at the desk yet. */
void road_visit (Road *road, const Road *host, const char *name);
void road_clear (Road *road);
void road_start_practice (Road *road, int reviewer_seconds);

/* The very device grant: a code is shown, a phone approves it, the desk learns whose desk it is. */
void road_sit_down (Road *road, const char *uscc);
void road_sit_down_at (Road *road, YnPractice *practice, const char *uscc);

/* data/examples/F04.json */
YnJson *road_example (const char *name);

/* The practice key of whoever sits at the desk; made once. */
YnKey *road_key (Road *road);
YnKey *road_key_of (Road *road, const char *role);

/* Reviews, signs and keeps a draft: a filing. */
YnFiling *road_keep (Road *road, const char *matter);

/* Delivers and refreshes until the filing stands at @stage, at most ROAD_PATIENCE. */
YnStanding *road_await (Road *road, const char *filing, YnStage stage);

/* A deed of the practice menu: POST @path with @body. */
void road_control (Road *road, const char *path, const char *body);
