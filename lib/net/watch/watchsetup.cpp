// SPDX-License-Identifier: MIT
#include "net/watch/watchsetup.h"

#include "net/connectionoptions.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// A program waits for a server as long as it likes.
constexpr int kWatchConnectMs = 120'000;

} // namespace

Result<WatchSetup> watchSetup(TraceRequest request, bool opensTls)
{
    using Setup = Result<WatchSetup>;
    // Where it goes is not known yet, and not asked for.
    request.url = u"http://localhost/"_s;
    const Result<ReadyRequest> ready = prepare(request);
    if (!ready)
        return Setup::failure(ready.error);
    WatchSetup setup;
    if (opensTls) {
        const Result<TrustFiles> trust = trustFilesIn(trustFolder(), QProcessEnvironment::systemEnvironment());
        if (!trust)
            return Setup::failure(trust.error);
        setup.trust = *trust;
        setup.options.authority = std::make_shared<const Authority>(trust->authority);
    }
    setup.options.connection = connectionOptions(ready->request);
    setup.options.connection.wait.connectMs = kWatchConnectMs;
    setup.options.tls = [ready = *ready] { return tlsConfiguration(ready); };
    setup.options.bodyLimit = ready->request.bodyLimit;
    return setup;
}

} // namespace hopscope
