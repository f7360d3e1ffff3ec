// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "http/uriparts.h"
#include "http/url.h"

#include <QHashSeed>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace hopscope::fuzz
{

void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "\nDoes not hold: %s\n", what);
    std::abort();
}

void requireUrlBytes(QByteArrayView url)
{
    // A path without slashes may have spaces (URL standard, "opaque path"); nothing is requested there.
    const char least = isHttpScheme(splitReference(url).scheme.value_or(QByteArrayView())) ? '!' : ' ';
    require(std::all_of(url.begin(), url.end(), [&](char c) { return c >= least && c < '\x7f'; }),
            "a URL has printable ASCII only");
}

Split splitLine(QByteArrayView input)
{
    const qsizetype end = input.indexOf('\n');
    return end < 0 ? Split{{}, input} : Split{input.first(end), input.sliced(end + 1)};
}

} // namespace hopscope::fuzz

// The two functions that libFuzzer calls.
extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    QHashSeed::setDeterministicGlobalSeed(); // An input does the same in every run.
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    hopscope::fuzz::run(QByteArrayView(data, static_cast<qsizetype>(size)));
    return 0;
}
