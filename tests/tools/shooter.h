// SPDX-License-Identifier: MIT
#pragma once

#include "findings/findings.h"
#include "ui/window/mainwindow.h"
#include "ui/window/tracecontroller.h"
#include "windowhelpers.h"

#include <QCoreApplication>
#include <QDir>
#include <QSignalSpy>

#include <cstdio>

/// Row heights follow column widths, and what lies below follows both.
inline constexpr int kSettlingRounds = 6;

/// A window that is looked at: each picture is a file of the folder, named with size and theme.
struct Shooter {
    hopscope::MainWindow window;
    QDir folder;
    QString suffix;
    bool failed = false;

    /// Waits for a signal that may have come already.
    void await(QSignalSpy &spy, const char *what)
    {
        if (!spy.isEmpty() || spy.wait(kTimeoutMs))
            return;
        std::fprintf(stderr, "%s: no end of %s\n", qPrintable(suffix), what);
        failed = true;
    }

    void shoot(const QString &name)
    {
        for (int i = 0; i < kSettlingRounds; ++i) {
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents();
        }
        const QString path = folder.filePath(QStringLiteral("%1-%2.png").arg(name, suffix));
        if (!window.grab().save(path)) {
            std::fprintf(stderr, "%s cannot be written\n", qUtf8Printable(path));
            failed = true;
        }
    }

    void shootTrace(const QString &name, hopscope::Trace trace)
    {
        trace.findings = hopscope::findingsOf(trace);
        window.tracing().showListed(trace);
        shoot(name);
    }
};
