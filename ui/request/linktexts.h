// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "ui/request/bodydraft.h"
#include "ui/request/signin.h"

#include <QStringList>

namespace hopscope
{

/// What the links above the panels of a request tell of it.
struct LinkFacts {
    const QList<Pair> &fields;
    const BodyDraft &draft;
    const QString &typeInHeaders; ///< the Content-Type among the fields; empty: none
    const TraceRequest &request;
    const ClientPointer &client; ///< may be null
    const SignIn &signIn;
    bool hasWrongOption = false;
};

/// Headers, body, sign-in, cookies, limit of redirects, TLS, all options: so that closed panels tell what is in them.
QStringList linkTexts(const LinkFacts &facts);

} // namespace hopscope
