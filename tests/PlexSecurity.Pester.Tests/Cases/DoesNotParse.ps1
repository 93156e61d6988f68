Describe 'A file' {
    It 'has a brace too few' { 1 | Should -Be 1 }
