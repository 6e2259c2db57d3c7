"""The annual report (政府信息公开工作年度报告): its formats, figures, identities, text and documents."""
