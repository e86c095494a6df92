/*
 * From a loader's entry (entries/) to C: 32-bit protected mode without paging, the address of what the loader left in
 * %esi and which loader it was in %ebp. We map the first 4 GiB one to one and go on in 64 bits (Intel SDM volume 3A, 10.8.5
 * "Initializing IA-32e Mode").
 */
    .text
    .code32
    .globl start32
start32:
    cld
    movl $bss_start, %edi       /* nobody promises that .bss is empty */
    movl $bss_end, %ecx
    subl %edi, %ecx
    shrl $2, %ecx
    xorl %eax, %eax
    rep stosl

    movl $page_directories, %edi
    movl $0x83, %eax            /* present, writable, 2 MiB */
    movl $2048, %ecx
1:  movl %eax, (%edi)
    addl $0x200000, %eax
    addl $8, %edi
    loop 1b
    movl $page_pointers, %edi
    movl $page_directories + 3, %eax
    movl $4, %ecx
2:  movl %eax, (%edi)
    addl $4096, %eax
    addl $8, %edi
    loop 2b
    movl $page_pointers + 3, page_root

    movl $0x20, %eax            /* CR4.PAE */
    movl %eax, %cr4
    movl $page_root, %eax
    movl %eax, %cr3
    movl $0xc0000080, %ecx      /* IA32_EFER.LME */
    rdmsr
    orl $0x100, %eax
    wrmsr
    movl $0x80000011, %eax      /* CR0: paging, protection, 80387 */
    movl %eax, %cr0
    lgdt gdt_pointer
    ljmp $8, $start64

    .code64
start64:
    movl $16, %eax
    movl %eax, %ds
    movl %eax, %es
    movl %eax, %ss
    movl $stack_end, %esp
    movl %ebp, %edi
    call main               /* the second argument is in %rsi already */
3:  cli
    hlt
    jmp 3b

/* Interrupts only wake the loop in main.c, which then looks at everything: no handler does work of its own. */
    .globl wake_handler, fault_handler
wake_handler:
    pushq %rax
    movl $0xfee000b0, %eax      /* end of interrupt, local APIC (SDM 3A 11.8.5) */
    movl $0, (%rax)
    popq %rax
    iretq

fault_handler:
    movl $stack_end, %esp
    call fault
    jmp 3b

    .data
    .align 8
gdt:
    .quad 0, 0x00af9b000000ffff, 0x00cf93000000ffff
gdt_pointer:
    .word . - gdt - 1
    .long gdt

    .bss
    .align 4096
page_root: .skip 4096
page_pointers: .skip 4096
page_directories: .skip 4 * 4096
    .skip 16384
stack_end:

    .section .note.GNU-stack, "", @progbits
