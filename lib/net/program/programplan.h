// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/browserjudge.h"
#include "net/readyrequest.h"
#include "redirect/client/realclients.h"

namespace hopscope
{

/// A file that a program reads, in the folder that it runs in.
struct ProgramFile {
    QString name;
    QByteArray content;

    bool operator==(const ProgramFile &) const = default;
};

/// How an installed program is made to send a request. Field values and passwords stand in files only: arguments can be
/// read by every user of the machine.
struct ProgramPlan {
    QStringList arguments;
    QList<ProgramFile> files;
    QString predictor;               ///< id of the profile that says what it will do
    Headers fields;                  ///< that the program was given
    QList<QByteArray> withoutFields; ///< its own ones that it was told not to send
    QByteArray userPassword;         ///< "user:password" that it was given
    RunLimits limits;
    QStringList notes; ///< what of the request it cannot carry, or is not used
};

/// For a client that is no browser. `ready` has its body as bytes.
ProgramPlan programPlan(const RealClient &client, const ReadyRequest &ready);

} // namespace hopscope
