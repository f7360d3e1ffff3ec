// SPDX-License-Identifier: MIT
#include "hostiletrace.h"
#include "randomtrace.h"
#include "trace/tracejson.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace
{

void print(const hopscope::Trace &trace)
{
    const QByteArray json = hopscope::writeTrace(trace);
    std::fwrite(json.constData(), 1, size_t(json.size()) + 1, stdout);
}

} // namespace

/// Prints trace files, each with a NUL behind it: those of the seeds from 0 to N - 1, or hostile ones, each with one of
/// the hostile texts everywhere or with a text that is given.
/// usage: randomtraces N | randomtraces hostile [TEXT]...
int main(int argc, char **argv)
{
    if (argc > 1 && std::strcmp(argv[1], "hostile") == 0) {
        QList<QByteArray> texts = hopscope::test::hostileTexts();
        if (argc > 2)
            texts = QList<QByteArray>(argv + 2, argv + argc);
        for (const QByteArray &text : texts)
            print(hopscope::test::hostileTrace(text));
        return 0;
    }
    const quint32 count = argc > 1 ? quint32(std::atoi(argv[1])) : 1;
    for (quint32 seed = 0; seed < count; ++seed)
        print(hopscope::test::RandomTrace(seed).trace());
    return 0;
}
