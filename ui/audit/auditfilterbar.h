// SPDX-License-Identifier: MIT
#pragma once

#include "ui/audit/auditmodel.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace hopscope
{

/// Which rows are shown, but for their cause: verdict, what became of them since an earlier audit, and words.
class AuditFilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit AuditFilterBar(QWidget *parent = nullptr);

    /// Without a cause.
    AuditFilter filter() const;
    void setCounts(qsizetype shown, qsizetype all);
    /// Whether there is an earlier audit to compare with.
    void setCompared(bool compared);
    void focusWords();

Q_SIGNALS:
    void edited();
    /// Down or Return in the line: on to the rows.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QComboBox *m_verdict;
    QComboBox *m_change;
    QLineEdit *m_words;
    QLabel *m_count;
};

} // namespace hopscope
